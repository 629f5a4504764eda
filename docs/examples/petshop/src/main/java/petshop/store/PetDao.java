package petshop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import petshop.model.Owner;
import petshop.model.Pet;

public class PetDao {

    private static final String COLUMNS = "id, name, species, price, owner, city, phone";

    private final Connection connection;

    public PetDao(Connection connection) {
        this.connection = connection;
    }

    public List<Pet> bySpecies(String species) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + COLUMNS + " FROM pet WHERE species = '" + species + "'")) {
            return read(rows);
        }
    }

    public List<Pet> byName(String name) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM pet WHERE name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    public List<Pet> search(String name, String city, boolean adopted) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ").append(COLUMNS).append(" FROM pet WHERE 1 = 1");
        if (name != null) {
            sql.append(" AND name LIKE '%").append(name).append("%'");
        }
        if (city != null) {
            sql.append(" AND city = '").append(city).append('\'');
        }
        sql.append(adopted ? " AND owner IS NOT NULL" : "");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.toString())) {
            return read(rows);
        }
    }

    public List<Pet> sorted(String column) throws SQLException {
        String order = switch (column) {
            case "price" -> "price DESC";
            case "name" -> "name";
            default -> "id";
        };
        String sql = "SELECT " + COLUMNS + " FROM pet ORDER BY " + order;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return read(rows);
        }
    }

    public List<Pet> page(int from, int size) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + COLUMNS + " FROM pet ORDER BY id LIMIT " + size + " OFFSET " + from)) {
            return read(rows);
        }
    }

    public int rename(long id, String name) throws SQLException {
        String sql = String.format("UPDATE pet SET name = '%s' WHERE id = %d", name, id);
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    public int remove(long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM pet WHERE id = ?")) {
            statement.setLong(1, id);
            return statement.executeUpdate();
        }
    }

    private static List<Pet> read(ResultSet rows) throws SQLException {
        List<Pet> pets = new ArrayList<>();
        while (rows.next()) {
            Owner owner = new Owner(rows.getString("owner"), rows.getString("city"), rows.getString("phone"));
            pets.add(new Pet(rows.getLong("id"), rows.getString("name"), rows.getString("species"),
                    rows.getBigDecimal("price"), owner));
        }
        return pets;
    }
}
