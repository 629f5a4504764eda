package io.jenkins.plugins.redundancy.browser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium without a network of its own, an empty profile, and an ear for what goes wrong in its pages. The
 * programs are those on the PATH, or those that the system properties {@code webdriver.chrome.driver} and {@code
 * chromium} name.
 */
public final class Chromium implements AutoCloseable {

    public static final int DESK = 1280;
    public static final int PHONE = 390;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String[] FLAGS = {
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-color-profile=srgb",
        "--lang=en"
    };

    private final ChromeDriver driver;
    private final Path profile;
    private final String axe;
    private int width;

    private Chromium(ChromeDriver driver, Path profile, String axe) {
        this.driver = driver;
        this.profile = profile;
        this.axe = axe;
    }

    /** Why there is no browser here; empty where there is one. */
    static Optional<String> missing() {
        if (program("chromium", "chromium", "chromium-browser", "google-chrome").isEmpty()) {
            return Optional.of("no chromium on the PATH and none named by -Dchromium=");
        }
        return program("webdriver.chrome.driver", "chromedriver").isEmpty()
                ? Optional.of("no chromedriver on the PATH and none named by -Dwebdriver.chrome.driver=")
                : Optional.empty();
    }

    private static Optional<File> program(String property, String... names) {
        String named = System.getProperty(property, "");
        if (!named.isEmpty()) {
            return Optional.of(new File(named)).filter(File::canExecute);
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Arrays.stream(names).map(name -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    public static Chromium start() throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium", "chromium-browser", "google-chrome")
                .orElseThrow()
                .getPath());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        program("webdriver.chrome.driver", "chromedriver").orElseThrow())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
        Chromium chromium = new Chromium(driver, profile, resource("/axe.min.js"));
        chromium.width(DESK).light();
        return chromium;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Chromium.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // ---- what it pretends to be ----

    public Chromium light() {
        return scheme("light");
    }

    public Chromium dark() {
        return scheme("dark");
    }

    /** {@code light} or {@code dark}. */
    public Chromium scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** In CSS pixels; a window cannot be made as narrow as a phone, a page in it can. */
    public Chromium width(int width) {
        this.width = width;
        size(width, width < 600 ? 844 : 900);
        return this;
    }

    private void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    // ---- where it is ----

    public Chromium open(String url) {
        driver.get(url);
        return settled();
    }

    public Chromium back() {
        driver.navigate().back();
        return settled();
    }

    /** Waits until nothing is loaded any more. */
    public Chromium settled() {
        await(
                "the page to be loaded",
                () -> Boolean.TRUE.equals(script(
                        "return document.readyState === 'complete' && !document.querySelector('[aria-busy=true]')")));
        return this;
    }

    /** Waits until the page has been left for another one, and that is loaded. */
    public Chromium leaves(Runnable action) {
        // a page that the browser kept for the way back still bears the mark of the time before
        String mark = Long.toString(System.nanoTime());
        script("window.redundancyLeft = arguments[0]", mark);
        action.run();
        await("another page", () -> !mark.equals(script("return window.redundancyLeft")));
        return settled();
    }

    /** Is nobody again. */
    public void forget() {
        driver.manage().deleteAllCookies();
    }

    public String address() {
        return driver.getCurrentUrl();
    }

    public Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /** Of a script that calls its last argument. */
    public Object async(String code, Object... arguments) {
        return driver.executeAsyncScript(code, arguments);
    }

    public void await(String what, Supplier<Boolean> condition) {
        await(what, PATIENCE, condition);
    }

    public void await(String what, Duration patience, Supplier<Boolean> condition) {
        new WebDriverWait(driver, patience, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "waited for " + what + " at " + driver.getCurrentUrl())
                .until(ignored -> condition.get());
    }

    // ---- what stands there, and doing something with it ----

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** As it is shown, one line per block. */
    public String text(String css) {
        return find(css).getText();
    }

    public List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    /** By the text of what can be pressed. */
    public WebElement button(String within, String text) {
        return all(within + " button, " + within + " a").stream()
                .filter(element -> element.getText().strip().equals(text))
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to press in " + within + " says " + text));
    }

    public Chromium click(WebElement element) {
        // not at the window's edge, where bars lie over the page
        script("arguments[0].scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})", element);
        Rectangle[] before = {null};
        await("it to stand still", () -> {
            Rectangle now = element.getRect();
            boolean still = now.equals(before[0]);
            before[0] = now;
            return still;
        });
        element.click();
        return settled();
    }

    public Chromium click(String css) {
        return click(find(css));
    }

    public Chromium choose(String css, String value) {
        return select(find(css), value);
    }

    public Chromium select(WebElement list, String value) {
        new Select(list).selectByValue(value);
        return settled();
    }

    /** Instead of what stands in it, which is left then: what checks it may make room for its answer. */
    public Chromium type(WebElement field, String text) {
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
        return settled();
    }

    public Chromium press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /**
     * Presses the tabulator until an element has the focus, as somebody without a mouse does.
     *
     * @return what had the focus on the way, that element last
     */
    public List<WebElement> tabTo(String css) {
        List<WebElement> passed = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            press(Keys.TAB);
            WebElement focused = focused();
            passed.add(focused);
            if (Boolean.TRUE.equals(script("return arguments[0].matches(arguments[1])", focused, css))) {
                return passed;
            }
        }
        throw new AssertionError("the tabulator does not reach " + css + " at " + address());
    }

    /** Whether what has the focus looks otherwise with it than without. */
    public boolean isFocusVisible() {
        WebElement element = focused();
        script("arguments[0].scrollIntoView({block: 'center', inline: 'nearest'})", element);
        byte[] with = around(element);
        script("arguments[0].blur()", element);
        boolean[] differs = {false};
        for (int i = 0; i < 10 && !differs[0]; i++) {
            differs[0] = !Arrays.equals(with, around(element));
        }
        // the browser still takes it for a focus by keyboard, since that was the last to be touched
        script("arguments[0].focus()", element);
        return differs[0];
    }

    @SuppressWarnings("unchecked")
    private byte[] around(WebElement element) {
        Map<String, Object> box = (Map<String, Object>) script("""
                const box = arguments[0].getBoundingClientRect();
                const margin = 8;
                return {
                  x: box.x + scrollX - margin,
                  y: box.y + scrollY - margin,
                  width: box.width + 2 * margin,
                  height: Math.min(box.height, 300) + 2 * margin,
                  scale: 1,
                };
                """, element);
        return capture(box);
    }

    // ---- what is wrong with it ----

    /** Errors on the console since the last look, among them every violation of the content security policy. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()
                    || entry.getMessage().contains("Content Security Policy")) {
                errors.add(entry.getMessage());
            }
        }
        return errors;
    }

    /**
     * What of a part of the page ends beyond the window, with nothing around it that scrolls.
     *
     * @param but what in it is somebody else's
     */
    @SuppressWarnings("unchecked")
    public List<String> overflow(String within, String... but) {
        return (List<String>) script("""
                const wide = document.documentElement.clientWidth;
                function scrolls(element) {
                  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
                    if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
                  }
                  return false;
                }
                return Array.from(document.querySelectorAll(':is(' + arguments[0] + ') *'))
                  .filter((element) => element.getClientRects().length > 0)
                  .filter((element) => !arguments[1].some((others) => element.closest(others)))
                  .filter((element) => element.getBoundingClientRect().right > wide + 1 && !scrolls(element))
                  .map((element) => element.outerHTML.slice(0, 150) + ' ends at '
                    + Math.round(element.getBoundingClientRect().right) + ' of ' + wide);
                """, within, List.of(but));
    }

    /**
     * What axe-core finds to be serious or critical in a part of the page, contrast below 4.5 : 1 among it.
     *
     * @param but what in it is somebody else's
     */
    @SuppressWarnings("unchecked")
    public List<String> barriers(String within, String... but) {
        if (all(within).isEmpty()) {
            throw new AssertionError("nothing at " + address() + " is " + within);
        }
        script(axe);
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const say = (rule) => rule.nodes.map((node) => rule.id + ' (' + rule.impact + '): '
                  + node.html.slice(0, 200) + ': ' + (node.failureSummary || '').replace(/\\s+/g, ' '));
                axe.run({ include: [arguments[0]], exclude: arguments[1] }, { preload: false })
                  .then((found) => done(found.violations
                    .filter((rule) => ['serious', 'critical'].includes(rule.impact))
                    .flatMap(say)))
                  .catch((error) => done(['axe: ' + error]));
                """, within, List.of(but));
    }

    // ---- what it looks like ----

    /** A picture of the page from its top, so high at most, when nothing in it moves any more. */
    public void picture(Path png, int height) throws IOException {
        script("window.scrollTo(0, 0); document.activeElement.blur()");
        long whole = (Long) script("return document.documentElement.scrollHeight");
        long wide = (Long) script("return document.documentElement.clientWidth");
        int high = (int) Math.min(whole, height);
        size(width, high);
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", wide, "height", high, "scale", 1);
        byte[][] last = {capture(clip)};
        await("what moves", () -> {
            byte[] before = last[0];
            last[0] = capture(clip);
            return Arrays.equals(before, last[0]);
        });
        Files.createDirectories(png.toAbsolutePath().getParent());
        Files.write(png, last[0]);
        width(width);
    }

    private byte[] capture(Map<String, ?> clip) {
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "clip", clip, "captureBeyondViewport", true));
        return Base64.getDecoder().decode((String) shot.get("data"));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
