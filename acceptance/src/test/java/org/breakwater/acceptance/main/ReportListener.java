package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the table at the end of a run and adds it to {@code target/report.txt}, which a suite begins anew. */
public final class ReportListener implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            String why = result.getThrowable().map(Throwable::toString).orElse("");
            String line = why.strip().replaceAll("\\s+", " ");
            Report.row("FAILED", test.getDisplayName(), line.substring(0, Math.min(160, line.length())), "failed");
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        List<String> lines = Report.lines();
        if (lines.size() < 2) {
            return;
        }
        lines.forEach(System.out::println);
        try {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target/report.txt"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.out.println("target/report.txt could not be written: " + e.getMessage());
        }
    }
}
