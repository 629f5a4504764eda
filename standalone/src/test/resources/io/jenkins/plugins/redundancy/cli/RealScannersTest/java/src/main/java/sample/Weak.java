package sample;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;

public class Weak {
    public ResultSet find(Connection connection, String name) throws Exception {
        return connection.createStatement().executeQuery("select * from pets where name = '" + name + "'");
    }

    public byte[] hash(String text) throws Exception {
        return MessageDigest.getInstance("MD5").digest(text.getBytes("UTF-8"));
    }

    public boolean empty(String text) {
        return text == null && text.isEmpty();
    }

    public boolean same(Integer a, Integer b) {
        return a == b;
    }
}
