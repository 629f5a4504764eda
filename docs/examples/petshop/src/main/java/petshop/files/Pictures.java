package petshop.files;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of pets, as files below one directory. */
public class Pictures {

    private final Path root;

    public Pictures(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public byte[] any(String name) throws IOException {
        return Files.readAllBytes(root.resolve(name));
    }

    public byte[] checked(String name) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("not a picture");
        }
        return Files.readAllBytes(file);
    }

    public boolean exists(long pet) {
        return new File(root.toFile(), "pet-" + pet + ".jpg").exists();
    }

    public boolean isJpeg(String name) throws IOException {
        InputStream in = new FileInputStream(new File(root.toFile(), new File(name).getName()));
        return in.read() == 0xff && in.read() == 0xd8;
    }

    public boolean isPng(long pet) throws IOException {
        try (InputStream in = Files.newInputStream(root.resolve("pet-" + pet + ".png"))) {
            return in.read() == 0x89;
        }
    }

    public long size(String name) throws IOException {
        InputStream in = Files.newInputStream(root.resolve("thumbs").resolve(Path.of(name).getFileName()));
        long size = in.skip(Long.MAX_VALUE);
        in.close();
        return size;
    }

    /** The caller reads and closes it. */
    public InputStream open(long pet) throws IOException {
        return new FileInputStream(new File(root.toFile(), "pet-" + pet + ".jpg"));
    }
}
