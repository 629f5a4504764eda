package io.jenkins.plugins.redundancy;

import hudson.model.Item;
import hudson.model.Run;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins for all tests of a class, since its start takes longer than most of them; each begins without security. */
@WithJenkins
public abstract class SharedJenkins {

    protected static JenkinsRule r;

    @BeforeAll
    static void start(JenkinsRule rule) {
        r = rule;
    }

    @AfterAll
    static void stop() throws Exception {
        r.after();
    }

    @AfterEach
    void open() {
        r.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        r.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    /** There are a stranger, who may know of jobs, a reader, and a triager, who may also decide. */
    protected static void secure() {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.DISCOVER)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.WORKSPACE, Run.UPDATE)
                .everywhere()
                .to("triager"));
    }
}
