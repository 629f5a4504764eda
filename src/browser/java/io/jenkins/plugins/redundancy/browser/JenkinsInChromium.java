package io.jenkins.plugins.redundancy.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import jenkins.security.csp.CspReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins and one browser for all tests of a class. Jenkins enforces its content security policy, as it does in tests. */
@ExtendWith(NeedsChromium.class)
@WithJenkins
public abstract class JenkinsInChromium {

    /** What of a page is the plugin's and not Jenkins' frame around it. */
    protected static final String OURS = "#main-panel";

    protected static final int[] WIDTHS = {Chromium.DESK, Chromium.PHONE};

    /** Jenkins' own components: their colours, their width and their order of focus are not the plugin's to choose. */
    static final String[] CORES = {
        ".jenkins-alert",
        ".jenkins-page-description",
        ".jenkins-form-description",
        ".jenkins-help-button",
        ".app-build-bar",
        ".jenkins-edited-section-label"
    };

    /** Jenkins 2.541's own: on the new page of a build its script misses the caption, whosever tab is shown. */
    private static final String CAPTION = "/lib/hudson/build-caption.js ";

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    protected static JenkinsRule r;
    protected static Chromium chromium;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        r = rule;
        ExtensionList.lookup(CspReceiver.class).add((view, user, report) -> REPORTS.add(view + ": " + report));
        String theme = "appearance:\n  themeManager:\n    disableUserThemes: true\n    theme: \"darkSystem\"\n";
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(theme.getBytes(StandardCharsets.UTF_8))));
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        r.after();
    }

    @BeforeEach
    void everybodyMayDoEverything() {
        r.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        r.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        chromium.width(Chromium.DESK).light();
        chromium.forget();
        chromium.errors();
        REPORTS.clear();
    }

    /** A reader may look; a triager may also see the sources and decide; an admin may do everything. */
    protected static void people() {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.WORKSPACE, Run.UPDATE)
                .everywhere()
                .to("triager")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin", "modern"));
    }

    /** By the form, as people do. */
    protected static void login(String user) throws IOException {
        open("logout");
        open("login");
        chromium.type(chromium.find("input[name=j_username]"), user);
        chromium.type(chromium.find("input[name=j_password]"), user);
        chromium.leaves(() -> chromium.find("button[name=Submit]").click());
        // pages of the login are not the plugin's
        chromium.errors();
        REPORTS.clear();
    }

    /** Somebody who has asked for the new page of builds. */
    protected static void modern() throws IOException {
        people();
        User.getById("modern", true)
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));
        login("modern");
    }

    protected static void open(String path) throws IOException {
        chromium.open(r.getURL() + path);
    }

    /**
     * The page in both schemes and as wide as a desk and a phone: readable, in its frame, and nothing on the console.
     *
     * @param but what else in it is not the plugin's
     */
    protected static void inspect(String path, String... but) throws IOException {
        inspectPart(path, OURS, but);
    }

    /** Of a page that others have a say in, too, the part that is the plugin's. */
    protected static void inspectPart(String path, String ours, String... but) throws IOException {
        List<String> faults = new ArrayList<>();
        for (int width : WIDTHS) {
            chromium.width(width).light();
            open(path);
            faults.addAll(faults(path + ", light, " + width, ours, but));
            chromium.dark();
            chromium.settled();
            faults.addAll(faults(path + ", dark, " + width, ours, but));
        }
        chromium.width(Chromium.DESK).light();
        assertThat(faults, is(empty()));
    }

    /** What is wrong with the page as it is. */
    protected static void isClean(String where, String... but) {
        assertThat(faults(where, OURS, but), is(empty()));
    }

    private static List<String> faults(String where, String ours, String... but) {
        List<String> faults = new ArrayList<>();
        chromium.overflow(ours, CORES).forEach(fault -> faults.add(where + ": " + fault));
        chromium.barriers(ours, Stream.of(CORES, but).flatMap(Stream::of).toArray(String[]::new))
                .forEach(fault -> faults.add(where + ": " + fault));
        chromium.errors().stream()
                .filter(fault -> !fault.contains(CAPTION))
                .forEach(fault -> faults.add(where + ": " + fault));
        REPORTS.forEach(report -> faults.add(where + ": " + report));
        return faults;
    }
}
