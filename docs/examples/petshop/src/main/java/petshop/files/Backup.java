package petshop.files;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Backups by the tools of the operating system. */
public class Backup {

    private static final Pattern HOST = Pattern.compile("[a-z0-9-]{1,40}");

    public Process pack(String folder) throws IOException {
        return Runtime.getRuntime().exec("tar czf /var/backups/shop.tgz " + folder);
    }

    public Process packAll() throws IOException {
        String command = "tar czf /var/backups/all.tgz" + " " + "/srv/shop";
        return Runtime.getRuntime().exec(command);
    }

    public Process copy(String host) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "scp /var/backups/shop.tgz backup@" + host + ":");
        return shell.inheritIO().start();
    }

    public Process copyChecked(String host) throws IOException {
        if (!HOST.matcher(host).matches()) {
            throw new IOException("not a host: " + host);
        }
        return new ProcessBuilder("scp", "/var/backups/shop.tgz", "backup@" + host + ":").start();
    }

    public Process list(boolean all) throws IOException {
        String option = all ? "-la" : "-l";
        return Runtime.getRuntime().exec(new String[] {"ls", option, "/var/backups"});
    }

    public Process restore(List<String> names) throws IOException {
        String script = "cd /srv/shop && tar xzf /var/backups/shop.tgz " + String.join(" ", names);
        return Runtime.getRuntime().exec(new String[] {"sh", "-c", script});
    }
}
