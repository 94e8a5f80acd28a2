package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.acceptance.main.Cli;
import org.breakwater.acceptance.main.Folders;
import org.breakwater.acceptance.main.Running;

/** A MariaDB on a machine of the network, with one empty database that all mains use. */
final class SiteDatabase implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final Path folder;
    private final Running process;
    private final String url;

    private SiteDatabase(Path folder, Running process, String url) {
        this.folder = folder;
        this.process = process;
        this.url = url;
    }

    static SiteDatabase start(Network.Host host) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("breakwater-sites-db");
        String data = "--datadir=" + folder.resolve("data");
        Cli.Result install = Cli.external(
                START_SECONDS,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        if (install.exitCode() != 0) {
            throw new AssertionError("mariadb-install-db failed: " + install.output());
        }
        Path setup = Files.writeString(
                folder.resolve("setup.sql"),
                "CREATE DATABASE sites;\nCREATE USER 'sites'@'%' IDENTIFIED BY 'sites';\n"
                        + "GRANT ALL ON sites.* TO 'sites'@'%';\n");
        Running process = host.start(
                folder,
                List.of(
                        "/usr/sbin/mariadbd",
                        "--no-defaults",
                        data,
                        "--user=root",
                        "--socket=" + folder.resolve("db.sock"),
                        "--pid-file=" + folder.resolve("db.pid"),
                        "--bind-address=" + host.address(),
                        "--port=3306",
                        "--innodb-flush-method=nosync",
                        "--innodb-flush-log-at-trx-commit=2",
                        "--skip-log-bin",
                        "--skip-name-resolve",
                        "--init-file=" + setup));
        if (!process.await(line -> line.contains("ready for connections"), START_SECONDS)) {
            throw new AssertionError("mariadbd did not come up:\n" + String.join("\n", process.output()));
        }
        return new SiteDatabase(folder, process, "mysql://sites:sites@" + host.address() + ":3306/sites");
    }

    /** Runs statements; what they print, without headings. */
    String sql(String statements) throws IOException, InterruptedException {
        Cli.Result result = Cli.external(
                30,
                List.of(
                        "mariadb",
                        "--no-defaults",
                        "-N",
                        "-uroot",
                        "-S",
                        folder.resolve("db.sock").toString(),
                        "sites",
                        "-e",
                        statements));
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
        return result.output().strip();
    }

    /** In Kamailio's form. */
    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(folder);
    }
}
