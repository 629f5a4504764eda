package petshop.security;

import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

public class Tokens {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final SecureRandom secure = new SecureRandom();
    private final Random source = new SecureRandom();

    public String session() {
        return Long.toHexString(new Random().nextLong());
    }

    public String voucher(int length) {
        StringBuilder voucher = new StringBuilder();
        for (int i = 0; i < length; i++) {
            voucher.append(LETTERS.charAt((int) (Math.random() * LETTERS.length())));
        }
        return voucher.toString();
    }

    public String resetCode() {
        return "%06d".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
    }

    public String invitation() {
        RandomGenerator generator = RandomGenerator.of("L64X128MixRandom");
        return Long.toString(generator.nextLong(), 36);
    }

    public String csrf() {
        byte[] bytes = new byte[24];
        secure.nextBytes(bytes);
        return new java.math.BigInteger(1, bytes).toString(36);
    }

    public String remember() {
        return UUID.randomUUID().toString();
    }

    public int pin() {
        return source.nextInt(10_000);
    }

    /** Which picture stands on the front page: nobody minds if it can be guessed. */
    public int pictureOfTheDay(int pictures) {
        return new Random().nextInt(pictures);
    }
}
