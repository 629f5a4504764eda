package io.jenkins.plugins.redundancy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Linux tells of running processes: finds those that left their parent, which {@link ProcessHandle} cannot. */
final class Proc {

    private static final Path ROOT = Path.of("/proc");

    private Proc() {}

    static boolean available() {
        return Files.isReadable(ROOT.resolve("self/stat"));
    }

    /** Living processes (no zombies) of a session, or started with this entry in their environment. */
    static List<Long> members(long session, String environmentEntry) {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            for (Path directory : directories) {
                if (isMember(directory, session, environmentEntry)) {
                    pids.add(Long.valueOf(ROOT.relativize(directory).toString()));
                }
            }
        } catch (IOException e) {
            return pids; // gone or hidden: what could be seen has been seen
        }
        return pids;
    }

    private static boolean isMember(Path directory, long session, String environmentEntry) {
        try {
            String stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
            // pid (name) state parent group session …; the name may hold spaces and parentheses
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return false;
            }
            if (Long.parseLong(fields[3]) == session) {
                return true;
            }
            String environment = Files.readString(directory.resolve("environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + environmentEntry + "\0");
        } catch (IOException | RuntimeException e) {
            return false; // ended meanwhile, or another user's
        }
    }

    static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(ROOT.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
