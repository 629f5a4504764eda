package io.jenkins.plugins.redundancy.config;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins for all tests of a class, since its start takes longer than most of them; each begins without tool sets. */
@WithJenkins
abstract class SharedJenkins {

    static JenkinsRule r;

    @BeforeAll
    static void start(JenkinsRule rule) {
        r = rule;
    }

    @AfterAll
    static void stop() throws Exception {
        r.after();
    }

    @BeforeEach
    void noToolSets() {
        RedundancyConfiguration.get().setToolSets(null);
    }
}
