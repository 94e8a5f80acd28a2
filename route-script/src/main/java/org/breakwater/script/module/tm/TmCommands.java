package org.breakwater.script.module.tm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.transaction.TransactionTable;

/** RPC commands of tm. Asks each worker in turn; called off the workers. */
final class TmCommands {

    private static final int LIST_LIMIT = 1000;
    private static final int LIMIT_SECONDS = 5;

    private final TmServices services;

    TmCommands(TmServices services) {
        this.services = services;
    }

    Map<String, Object> stats() throws RpcException {
        long servers = 0;
        long clients = 0;
        long total = 0;
        for (long[] counts : ask(t -> new long[] {t.serverCount(), t.clientCount(), t.madeCount()})) {
            servers += counts[0];
            clients += counts[1];
            total += counts[2];
        }
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("current", servers);
        stats.put("branches", clients);
        stats.put("total", total);
        return stats;
    }

    List<Object> list() throws RpcException {
        List<Object> all = new ArrayList<>();
        for (List<Map<String, Object>> some : ask(TmCommands::describe)) {
            all.addAll(some);
        }
        return all.size() > LIST_LIMIT ? all.subList(0, LIST_LIMIT) : all;
    }

    private static List<Map<String, Object>> describe(TransactionTable table) {
        List<Map<String, Object>> found = new ArrayList<>();
        table.forEachServer(server -> {
            if (found.size() < LIST_LIMIT) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("method", server.request().methodName());
                one.put("callid", String.valueOf(server.request().callId()));
                one.put("from", String.valueOf(server.request().header("From")));
                one.put("to", String.valueOf(server.request().header("To")));
                one.put("cseq", String.valueOf(server.request().header("CSeq")));
                one.put("state", server.state().name());
                one.put("status", server.lastStatus());
                found.add(one);
            }
        });
        return found;
    }

    private <T> List<T> ask(Function<TransactionTable, T> question) throws RpcException {
        List<T> answers = new ArrayList<>();
        for (Worker worker : services.runtime().workers().all()) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            worker.execute(() -> answer.complete(question.apply(services.table(worker))));
            try {
                answers.add(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RpcException(500, "Interrupted");
            } catch (ExecutionException | TimeoutException e) {
                throw new RpcException(500, "A worker did not answer in " + LIMIT_SECONDS + " s");
            }
        }
        return answers;
    }
}
