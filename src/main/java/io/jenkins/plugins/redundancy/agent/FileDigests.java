package io.jenkins.plugins.redundancy.agent;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.redundancy.engine.output.Manifest;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import jenkins.MasterToSlaveFileCallable;
import org.apache.tools.ant.Project;

/** On the agent: the digests of files in a workspace, as many as a {@code stash} of the same pattern would hold. */
public final class FileDigests extends MasterToSlaveFileCallable<Manifest> {

    private static final long serialVersionUID = 1L;
    private static final int BUFFER = 1 << 16;

    private final String includes;

    private FileDigests(String includes) {
        this.includes = includes;
    }

    /**
     * Blocking.
     *
     * @param includes patterns of Ant, separated by commas, relative to the workspace
     * @throws AbortException when no file matches, too many do, or one leads out of the workspace
     */
    public static Manifest of(FilePath workspace, String includes) throws IOException, InterruptedException {
        Manifest manifest = workspace.act(new FileDigests(includes));
        if (manifest.files().isEmpty()) {
            throw new AbortException("compare: no file matches '" + includes + "' in " + workspace.getRemote());
        }
        return manifest;
    }

    @Override
    public Manifest invoke(File workspace, VirtualChannel channel) throws IOException {
        if (!workspace.isDirectory()) {
            return new Manifest(new TreeMap<>());
        }
        String[] paths = Util.createFileSet(workspace, includes)
                .getDirectoryScanner(new Project())
                .getIncludedFiles();
        if (paths.length > Manifest.MOST_FILES) {
            throw new AbortException("compare: " + paths.length + " files match '" + includes + "', at most "
                    + Manifest.MOST_FILES + " can be compared; name fewer");
        }
        Path root = workspace.toPath().toRealPath();
        SortedMap<String, String> digests = new TreeMap<>();
        for (String path : paths) {
            digests.put(path.replace(File.separatorChar, '/'), digest(root, path));
        }
        try {
            return new Manifest(digests);
        } catch (IllegalArgumentException x) {
            throw new AbortException("compare: " + x.getMessage());
        }
    }

    private static String digest(Path root, String path) throws IOException {
        Path file = root.resolve(path);
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            // leads nowhere: only where it says it leads can be compared, and a stash keeps it as that
            String target = Files.readSymbolicLink(file).toString();
            return digest(new ByteArrayInputStream(target.getBytes(StandardCharsets.UTF_8)));
        }
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new AbortException(
                    "compare: " + path + " leads out of the workspace, to " + real + ", and is not read");
        }
        if (!Files.isRegularFile(real)) {
            throw new AbortException("compare: " + path + " is no regular file; name files only");
        }
        return digest(Files.newInputStream(real));
    }

    private static String digest(InputStream content) throws IOException {
        try (InputStream in = content) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException x) {
            throw new IOException("this Java has no SHA-256", x);
        }
    }
}
