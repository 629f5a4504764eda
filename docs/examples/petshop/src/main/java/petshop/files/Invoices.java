package petshop.files;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;

public class Invoices {

    private static final Set<String> TEMPLATES = Set.of("plain.txt", "christmas.txt");

    private final File folder;

    public Invoices(File folder) {
        this.folder = folder;
    }

    public void write(String number, String text) throws IOException {
        BufferedWriter out = new BufferedWriter(new FileWriter(new File(folder, clean(number))));
        out.write(text);
        out.flush();
    }

    public void append(int year, String text) throws IOException {
        try (BufferedWriter out = new BufferedWriter(new FileWriter(new File(folder, "year-" + year), true))) {
            out.write(text);
        }
    }

    public String firstLine(int year) throws IOException {
        BufferedReader in = new BufferedReader(new FileReader(new File(folder, "year-" + year)));
        String line = in.readLine();
        if (line == null) {
            return "";
        }
        in.close();
        return line;
    }

    public String heading(String text) throws IOException {
        BufferedReader in = new BufferedReader(new StringReader(text));
        return in.readLine();
    }

    public String template(String name) {
        String chosen = TEMPLATES.contains(name) ? name : "plain.txt";
        return new File(folder, chosen).getPath();
    }

    private static String clean(String number) {
        return number.replaceAll("[^0-9]", "") + ".txt";
    }
}
