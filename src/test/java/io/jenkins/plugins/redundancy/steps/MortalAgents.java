package io.jenkins.plugins.redundancy.steps;

import hudson.slaves.DumbSlave;
import hudson.slaves.RetentionStrategy;
import hudson.slaves.SlaveComputer;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SimpleCommandLauncher;

/** Agents in small processes that are killed or disconnected at random and come back; and one that is not, the rock. */
final class MortalAgents implements AutoCloseable {

    static final String ROCK = "rock";
    private static final Logger LOGGER = Logger.getLogger(MortalAgents.class.getName());
    private static final int LONGEST_ABSENCE_MILLIS = 5000;

    private final JenkinsRule r;
    private final Random random;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> deaths = new ConcurrentHashMap<>();
    private final ScheduledExecutorService fate = Executors.newScheduledThreadPool(4);
    private ScheduledFuture<?> dying;

    MortalAgents(JenkinsRule r, int count, long seed) throws Exception {
        this.r = r;
        random = new Random(seed);
        add(ROCK, 200);
        for (int i = 0; i < count; i++) {
            names.add("mortal" + i);
            add(names.get(i), 10);
        }
        for (String name : names) {
            r.waitOnline(Nodes.get(r, name));
        }
        r.waitOnline(Nodes.get(r, ROCK));
    }

    private void add(String name, int executors) throws Exception {
        File jar = new File(r.jenkins.getJnlpJars("agent.jar").getURL().toURI());
        String command = "\"" + System.getProperty("java.home") + "/bin/java\" -Xmx64m -XX:+UseSerialGC"
                + " -XX:TieredStopAtLevel=1 -Dsoak.agent=" + name + ". -jar \"" + jar + "\"";
        DumbSlave agent = new DumbSlave(
                name, new File(r.jenkins.getRootDir(), "agents/" + name).getPath(), new SimpleCommandLauncher(command));
        agent.setLabelString(name);
        agent.setNumExecutors(executors);
        agent.setRetentionStrategy(RetentionStrategy.NOOP);
        r.jenkins.addNode(agent);
    }

    List<String> names() {
        return names;
    }

    /** How often each one died. */
    Map<String, Integer> deaths() {
        return deaths;
    }

    int died() {
        return deaths.values().stream().mapToInt(Integer::intValue).sum();
    }

    void dieEvery(long millis) {
        dying = fate.scheduleWithFixedDelay(this::dieOne, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Nobody dies any more, and all come back. */
    void rest() throws Exception {
        dying.cancel(false);
        for (String name : names) {
            Nodes.online(r, name);
        }
    }

    private void dieOne() {
        try {
            String name = names.get(random.nextInt(names.size()));
            boolean kill = random.nextBoolean();
            int absence = random.nextInt(LONGEST_ABSENCE_MILLIS);
            SlaveComputer computer = (SlaveComputer) r.jenkins.getComputer(name);
            if (computer.getChannel() == null) {
                return;
            }
            deaths.merge(name, 1, Integer::sum);
            if (kill) {
                processes(name).forEach(ProcessHandle::destroyForcibly);
            } else {
                computer.disconnect(Nodes.cause());
            }
            fate.schedule(() -> comeBack(computer), absence, TimeUnit.MILLISECONDS);
        } catch (RuntimeException x) {
            LOGGER.log(Level.WARNING, "nobody died", x);
        }
    }

    /** Asked again until it is there: a connection that is being closed is not opened at the same time. */
    private void comeBack(SlaveComputer computer) {
        if (computer.getChannel() == null || !isAlive(computer.getName())) {
            computer.connect(false);
            fate.schedule(() -> comeBack(computer), 1, TimeUnit.SECONDS);
        }
    }

    private static boolean isAlive(String name) {
        return processes(name).findAny().isPresent();
    }

    private static Stream<ProcessHandle> processes(String name) {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().commandLine().orElse("").contains("-Dsoak.agent=" + name + "."));
    }

    @Override
    public void close() {
        fate.shutdownNow();
    }
}
