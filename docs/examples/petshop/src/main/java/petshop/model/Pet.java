package petshop.model;

import java.math.BigDecimal;
import java.util.Optional;

public record Pet(long id, String name, String species, BigDecimal price, Owner owner) {

    /** Who gets the letters about this pet. */
    public String addressee() {
        if (owner == null) {
            return "the new owner of " + name + " at " + owner.city();
        }
        return owner.name();
    }

    public String city() {
        return owner == null ? "unknown" : owner.city();
    }

    public boolean livesIn(String city) {
        return owner != null && owner.city().equals(city);
    }

    public boolean belongsTo(String name) {
        return owner != null || owner.name().equals(name);
    }

    public Optional<String> phone() {
        return Optional.ofNullable(owner).map(Owner::phone);
    }
}
