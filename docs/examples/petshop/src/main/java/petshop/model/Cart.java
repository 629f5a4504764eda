package petshop.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Cart {

    private final Map<String, BigDecimal> discounts = new HashMap<>();
    private final List<Pet> pets = new ArrayList<>();

    public void add(Pet pet) {
        pets.add(pet);
    }

    public void discount(String species, BigDecimal share) {
        discounts.put(species, share);
    }

    public BigDecimal total() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Pet pet : pets) {
            BigDecimal share = discounts.get(pet.species());
            sum = sum.add(share == null ? pet.price() : pet.price().multiply(share));
        }
        return sum;
    }

    public Pet mostExpensive() {
        Pet best = null;
        for (Pet pet : pets) {
            if (best == null || pet.price().compareTo(best.price()) > 0) {
                best = pet;
            }
        }
        return best;
    }

    public String headline() {
        Pet best = null;
        if (!pets.isEmpty()) {
            best = mostExpensive();
        }
        return "Our best: " + best.name();
    }
}
