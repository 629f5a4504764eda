package petshop.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

public final class Passwords {

    private static final String LEGACY = "MD5";
    private static final String CURRENT = "SHA-256";

    private Passwords() {}

    /** As the first version of the shop stored them. */
    public static String legacy(String password) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance(LEGACY);
        return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
    }

    public static String reminder(String answer) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(answer.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    public static String fingerprint(byte[] certificate) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance(CURRENT);
        return HexFormat.ofDelimiter(":").formatHex(digest.digest(certificate));
    }

    public static byte[] checksum(byte[] upload) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-512").digest(upload);
    }

    public static byte[] stored(char[] password, byte[] salt) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password, salt, 600_000, 256);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    }

    public static byte[] salt() {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    public static boolean same(String algorithm, byte[] upload, byte[] expected) throws NoSuchAlgorithmException {
        String name = "strong".equals(algorithm) ? "SHA-256" : "MD2";
        return MessageDigest.isEqual(MessageDigest.getInstance(name).digest(upload), expected);
    }
}
