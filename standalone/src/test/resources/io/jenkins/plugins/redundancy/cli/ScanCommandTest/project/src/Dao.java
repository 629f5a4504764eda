class Dao {
    void find(java.sql.Statement statement, String name) throws java.sql.SQLException {
        statement.executeQuery("select * from pets where name = '" + name + "'");
        int token = new java.util.Random().nextInt();
    }
}
