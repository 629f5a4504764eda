package petshop.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps customers' notes secret. */
public class Vault {

    private static final byte[] SEAL = {0x21, 0x47, 0x11, 0x5a, 0x60, 0x2c, 0x78, 0x03, 0x19, 0x33, 0x52, 0x4e, 0x70, 0x0b, 0x66, 0x2d};
    private static final String ALGORITHM = "AES";

    public byte[] encrypt(String note) throws GeneralSecurityException {
        SecretKey key = new SecretKeySpec("fluffy-the-cat-1".getBytes(StandardCharsets.UTF_8), "AES");
        return encrypt(key, note.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] encryptWith(byte[] material, String note) throws GeneralSecurityException {
        SecretKey key = new SecretKeySpec(material, ALGORITHM);
        return encrypt(key, note.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] seal(byte[] order) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SEAL, "HmacSHA256"));
        return mac.doFinal(order);
    }

    public byte[] sealFresh(byte[] order) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(KeyGenerator.getInstance("HmacSHA256").generateKey());
        return mac.doFinal(order);
    }

    public SecretKey stored(KeyStore store) throws GeneralSecurityException {
        String alias = "vault-key";
        char[] pass = System.getenv("VAULT_PASS").toCharArray();
        return (SecretKey) store.getKey(alias, pass);
    }

    public SecretKey exported(KeyStore store) throws GeneralSecurityException {
        return (SecretKey) store.getKey("export-key", "b4r1ngs".toCharArray());
    }

    private static byte[] encrypt(SecretKey key, byte[] text) throws GeneralSecurityException {
        byte[] iv = new byte[12];
        new SecureRandom().nextBytes(iv);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
        byte[] secret = cipher.doFinal(text);
        byte[] whole = new byte[iv.length + secret.length];
        System.arraycopy(iv, 0, whole, 0, iv.length);
        System.arraycopy(secret, 0, whole, iv.length, secret.length);
        return whole;
    }
}
