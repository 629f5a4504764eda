package io.jenkins.plugins.redundancy.config;

import java.io.File;
import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import jenkins.security.MasterToSlaveCallable;

/** Looks for programs on an agent's path, as its shell would; starts nothing. */
final class ProgramSearch extends MasterToSlaveCallable<HashMap<String, String>, RuntimeException> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> programs;
    private final String path;
    private final String extensions;

    /**
     * @param path the build's {@code PATH}
     * @param extensions Windows' {@code PATHEXT}; empty elsewhere
     */
    ProgramSearch(List<String> programs, String path, String extensions) {
        this.programs = new ArrayList<>(programs);
        this.path = path;
        this.extensions = extensions;
    }

    /** Absolute path by program; one that is not there is not in it. */
    @Override
    public HashMap<String, String> call() {
        HashMap<String, String> found = new HashMap<>();
        for (String program : programs) {
            for (String directory : path.split(File.pathSeparator)) {
                for (String extension : (";" + extensions).split(";", -1)) {
                    File file = new File(directory, program + extension);
                    if (!directory.isEmpty() && file.isFile() && file.canExecute()) {
                        found.putIfAbsent(program, file.getPath());
                    }
                }
            }
        }
        return found;
    }
}
