package petshop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

public class OrderDao {

    private static final Set<String> TABLES = Set.of("orders", "orders_archive");

    private final Connection connection;

    public OrderDao(Connection connection) {
        this.connection = connection;
    }

    public int count(String table) throws SQLException {
        if (!TABLES.contains(table)) {
            throw new IllegalArgumentException("no such table");
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    public boolean cancel(String order, String reason) throws SQLException {
        String sql = "UPDATE orders SET state = 'cancelled', reason = ? WHERE number = '" + order + "'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, reason);
            return statement.executeUpdate() == 1;
        }
    }

    public int purge(String olderThan) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(where("DELETE FROM orders", "day", olderThan));
        }
    }

    public String state(String order) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("SELECT state FROM orders WHERE number = ?");
        statement.setString(1, order);
        ResultSet rows = statement.executeQuery();
        return rows.next() ? rows.getString(1) : null;
    }

    public String customer(String order) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("SELECT customer FROM orders WHERE number = ?");
        try {
            statement.setString(1, order);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } finally {
            statement.close();
        }
    }

    private static String where(String head, String column, String value) {
        return head + " WHERE " + column + " < '" + value + "'";
    }
}
