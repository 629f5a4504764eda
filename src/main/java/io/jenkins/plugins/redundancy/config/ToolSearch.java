package io.jenkins.plugins.redundancy.config;

import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;

/**
 * Where the programs of tools are installed: on one online agent per label. A tool without a label runs where the scan
 * does, which nobody knows yet, so it is looked for on one agent of every sort. Ends after {@value #SECONDS} seconds.
 */
final class ToolSearch {

    private static final int SECONDS = 10;
    private static final int MOST_AGENTS = 20;

    private ToolSearch() {}

    /** One line per tool and agent. */
    static List<Sighting> of(List<Tool> tools) {
        Map<Computer, Set<Tool>> wanted = new LinkedHashMap<>();
        List<Sighting> sightings = new ArrayList<>();
        List<Computer> sorts = onePerSort();
        for (Tool tool : tools) {
            List<Computer> where = tool.label().isEmpty() ? sorts : oneOf(tool.label());
            if (where.isEmpty()) {
                sightings.add(new Sighting(tool.name(), tool.label(), "", Sighting.State.NO_AGENT, ""));
            }
            where.forEach(computer -> wanted.computeIfAbsent(computer, any -> new LinkedHashSet<>())
                    .add(tool));
        }
        Map<Computer, Future<Found>> answers = new LinkedHashMap<>();
        wanted.forEach((computer, asked) ->
                answers.put(computer, Computer.threadPoolForRemoting.submit(() -> look(computer, asked))));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        answers.forEach((computer, answer) -> {
            Found found = await(answer, deadline - System.nanoTime());
            wanted.get(computer).forEach(tool -> sightings.add(sighting(tool, computer, found)));
        });
        sightings.sort(Comparator.comparing(sighting -> indexOf(tools, sighting.tool())));
        return sightings;
    }

    private static int indexOf(List<Tool> tools, String name) {
        return tools.stream().map(Tool::name).toList().indexOf(name);
    }

    private static boolean usable(Computer computer) {
        return computer.isOnline() && computer.getNumExecutors() > 0;
    }

    private static List<Computer> oneOf(String expression) {
        Label label = Jenkins.get().getLabel(expression);
        if (label != null) {
            for (Node node : label.getNodes()) {
                Computer computer = node.toComputer();
                if (computer != null && usable(computer)) {
                    return List.of(computer);
                }
            }
        }
        return List.of();
    }

    private static List<Computer> onePerSort() {
        Map<String, Computer> bySort = new LinkedHashMap<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            Node node = computer.getNode();
            if (node != null && usable(computer) && bySort.size() < MOST_AGENTS) {
                bySort.putIfAbsent(node.getLabelString(), computer);
            }
        }
        return List.copyOf(bySort.values());
    }

    /** What an agent answered; nothing where it did not. */
    private record Found(boolean answered, boolean unix, Map<String, String> places) {}

    private static Found look(Computer computer, Set<Tool> tools) throws Exception {
        VirtualChannel channel = computer.getChannel();
        Boolean unix = computer.isUnix();
        if (channel == null || unix == null) {
            return new Found(false, true, Map.of());
        }
        EnvVars env = computer.getEnvironment();
        env.overrideAll(computer.buildEnvironment(TaskListener.NULL));
        Set<String> programs = new TreeSet<>();
        tools.forEach(tool -> programs.addAll(tool.programs(unix)));
        Map<String, String> answer =
                channel.call(new ProgramSearch(List.copyOf(programs), env.get("PATH", ""), env.get("PATHEXT", "")));
        Map<String, String> places = new LinkedHashMap<>();
        // an agent may answer anything
        programs.forEach(program -> {
            String place = answer.get(program);
            if (place != null) {
                places.put(program, place.length() > 500 ? place.substring(0, 500) : place);
            }
        });
        return new Found(true, unix, places);
    }

    private static Found await(Future<Found> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException x) {
            answer.cancel(true);
        } catch (InterruptedException x) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
        }
        return new Found(false, true, Map.of());
    }

    private static Sighting sighting(Tool tool, Computer computer, Found found) {
        String agent = computer.getDisplayName();
        if (!found.answered()) {
            return new Sighting(tool.name(), tool.label(), agent, Sighting.State.NO_ANSWER, "");
        }
        String command = found.unix() ? tool.command().sh() : tool.command().bat();
        if (command.isBlank()) {
            return new Sighting(tool.name(), tool.label(), agent, Sighting.State.NO_COMMAND, "");
        }
        List<String> programs = tool.programs(found.unix());
        if (programs.isEmpty()) {
            return new Sighting(tool.name(), tool.label(), agent, Sighting.State.UNKNOWN, "");
        }
        List<String> missing = programs.stream()
                .filter(program -> !found.places().containsKey(program))
                .toList();
        return missing.isEmpty()
                ? new Sighting(
                        tool.name(),
                        tool.label(),
                        agent,
                        Sighting.State.INSTALLED,
                        Lists.joined(programs.stream().map(found.places()::get).toList()))
                : new Sighting(tool.name(), tool.label(), agent, Sighting.State.MISSING, Lists.joined(missing));
    }
}
