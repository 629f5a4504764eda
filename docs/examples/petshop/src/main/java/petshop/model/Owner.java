package petshop.model;

public record Owner(String name, String city, String phone) {

    public String label() {
        if (city == null && city.isEmpty()) {
            return name;
        }
        return name + ", " + city;
    }

    public boolean reachable() {
        return phone != null && !phone.isBlank();
    }
}
