package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.report.StageResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import jenkins.model.Tab;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The redundant stages of a build, on its page, in both of its looks; to machines it names the build's scans too.
 * build.xml holds nothing of the stages but this action itself; what is over is read from {@link StageStore}, what runs is
 * told by its step and kept in memory.
 */
@ExportedBean
public final class StagesAction extends Tab implements RunAction2, StaplerProxy {

    private static final Logger LOGGER = Logger.getLogger(StagesAction.class.getName());

    /** So many are shown with their timelines, the others are named. */
    private static final int SHOWN_ON_BUILD_PAGE = 3;

    private static final int SHOWN_ON_OWN_PAGE = 20;

    /** Null until the build takes it in, or is loaded with it. */
    @Nullable
    private transient Run<?, ?> run;

    /** By id, as each was told last; null until the build takes it in. */
    @Nullable
    private transient Map<String, StageResult> live;

    private StagesAction(Run<?, ?> run) {
        super(run);
    }

    /** That of the build; a new one where it has none. */
    public static StagesAction of(Run<?, ?> run) {
        synchronized (StagesAction.class) {
            StagesAction action = run.getAction(StagesAction.class);
            if (action == null) {
                action = new StagesAction(run);
                run.addAction(action);
            }
            return action;
        }
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
        object = attached;
        live = new ConcurrentHashMap<>();
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        onAttached(loaded);
    }

    /**
     * Shows where a stage stands; does not block.
     *
     * @param id of its node in Pipeline's graph
     */
    public void show(String id, StageResult stage) {
        live.put(id, stage);
    }

    /** Keeps a stage that is over; blocks. Until then, and where that fails, memory keeps it. */
    public void keep(String id, StageResult stage) throws IOException {
        StageStore.of(run).write(id, stage);
        live.remove(id);
    }

    /** Null where there are only scans, which have entries of their own. */
    @Override
    @CheckForNull
    public String getIconFileName() {
        return ids().isEmpty() ? null : "symbol-git-branch-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.Stages_displayName();
    }

    @Override
    public String getUrlName() {
        return "redundancy";
    }

    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** All that began so far, in the order of their beginning. */
    @Exported
    public List<StageView> getStages() {
        List<StageView> stages = new ArrayList<>();
        for (String id : ids()) {
            StageView stage = stage(id);
            if (stage != null) {
                stages.add(stage);
            }
        }
        return stages;
    }

    private Set<String> ids() {
        Set<String> ids = new TreeSet<>(Comparator.comparingLong(Long::parseLong));
        ids.addAll(live.keySet());
        try {
            ids.addAll(StageStore.of(run).ids());
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "cannot list the redundant stages of " + run);
        }
        return ids;
    }

    /** From build.xml alone. */
    @Exported
    public List<ScanAction> getScans() {
        return run.getActions(ScanAction.class);
    }

    /** Those that the build's page has room for: the ones that did not go as planned first. */
    public List<StageView> first(List<StageView> stages) {
        return stages.stream()
                .sorted(Comparator.comparing(StageView::isAsPlanned))
                .limit(SHOWN_ON_BUILD_PAGE)
                .toList();
    }

    /** Whether there is more to come. */
    public boolean anyRuns(List<StageView> stages) {
        return stages.stream().anyMatch(StageView::isRunning);
    }

    public boolean isInFull(int index) {
        return index < SHOWN_ON_OWN_PAGE;
    }

    /** A stage's own page: {@code redundancy/12/}. */
    @CheckForNull
    public StageView getDynamic(String id) {
        return id.matches("[0-9]{1,18}") ? stage(id) : null;
    }

    /** Null where there is none, or its file cannot be read, which the log of Jenkins says. */
    @CheckForNull
    private StageView stage(String id) {
        StageResult known = live.get(id);
        try {
            StageStore store = StageStore.of(run);
            if (known == null && store.ids().contains(id)) {
                known = store.read(id);
            }
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "cannot read stage " + id + " of " + run);
        }
        return known == null ? null : new StageView(run, id, known.at(Instant.now()));
    }

    public Api getApi() {
        return new Api(this);
    }
}
