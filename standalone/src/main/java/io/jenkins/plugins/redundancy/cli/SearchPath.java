package io.jenkins.plugins.redundancy.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directories programs are found in. */
record SearchPath(List<Path> directories, List<String> extensions) {

    SearchPath {
        directories = List.copyOf(directories);
        extensions = List.copyOf(extensions);
    }

    /** As the environment variables PATH and, on Windows, PATHEXT say. */
    static SearchPath of(Map<String, String> env) {
        List<Path> directories = new ArrayList<>();
        for (String directory :
                env.getOrDefault("PATH", env.getOrDefault("Path", "")).split(File.pathSeparator)) {
            try {
                if (!directory.isBlank()) {
                    directories.add(Path.of(directory));
                }
            } catch (InvalidPathException e) {
                continue; // nothing can be found in what is no path
            }
        }
        List<String> extensions = new ArrayList<>(List.of(""));
        if (ProcessTree.windows()) {
            extensions.addAll(
                    List.of(env.getOrDefault("PATHEXT", ".EXE;.BAT;.CMD").split(";")));
        }
        return new SearchPath(directories, extensions);
    }

    Optional<Path> find(String program) {
        return directories.stream()
                .flatMap(directory -> extensions.stream().map(extension -> directory.resolve(program + extension)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Those of the programs that are not there. */
    List<String> missing(List<String> programs) {
        return programs.stream().filter(program -> find(program).isEmpty()).toList();
    }
}
