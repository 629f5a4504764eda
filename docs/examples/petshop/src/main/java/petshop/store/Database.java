package petshop.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections to the shop's database and to the warehouse's. */
public final class Database {

    private static final String URL = "jdbc:postgresql://db.petshop.example/shop";

    private Database() {}

    public static Connection shop() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "shop");
        login.setProperty("password", System.getenv("SHOP_DB_PASSWORD"));
        return DriverManager.getConnection(URL, login);
    }

    public static Connection warehouse() throws SQLException {
        return DriverManager.getConnection(URL + "?schema=stock", "stock", "Catnip4Ever");
    }

    public static Connection reports(char[] password) throws SQLException {
        return DriverManager.getConnection(URL, "reports", new String(password));
    }
}
