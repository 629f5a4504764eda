package io.jenkins.plugins.redundancy.pages;

import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An attempt, for machines. */
@ExportedBean(defaultVisibility = 2)
public final class AttemptExport {

    private final Attempt attempt;

    AttemptExport(Attempt attempt) {
        this.attempt = attempt;
    }

    @Exported
    public int getNumber() {
        return attempt.number();
    }

    @Exported
    public String getReplica() {
        return attempt.replica();
    }

    @Exported
    public String getSlot() {
        return attempt.slot();
    }

    @Exported
    public String getState() {
        return attempt.state().id();
    }

    @Exported
    public String getWhy() {
        return attempt.why();
    }

    /** That it ran. */
    @Exported
    public long getMilliseconds() {
        return attempt.spent().toMillis();
    }
}
