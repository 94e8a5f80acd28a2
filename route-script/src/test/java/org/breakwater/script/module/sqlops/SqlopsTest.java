package org.breakwater.script.module.sqlops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlopsTest {

    private final DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.inMemory("sqlops"));
    private final SqlConnections connections = new SqlConnections(fixture.directories);
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);
    private ModuleBench bench;

    @BeforeEach
    void start() {
        fixture.execute(
                "DROP TABLE IF EXISTS animal",
                "CREATE TABLE animal (id INT, name VARCHAR(40), born DATETIME)",
                "INSERT INTO animal VALUES (1, 'K\u00e4fer', '1970-01-02 00:00:00'), (2, 'o''ox', NULL)");
        SqlopsModule module = new SqlopsModule(fixture.directories, ZoneOffset.UTC);
        bench = new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), module)
                .parameter("sqlops", "sqlcon", "ca=>breakwater:directory")
                .start();
        module.running(new OnlyLog(ScriptContexts.log(ctx)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void resultsAreReadByRowAndColumn() {
        // When
        int rc = bench.call(ctx, "sql_query", "ca", "select * from animal order by id", "ra");

        // Then
        assertThat(rc).isEqualTo(1);
        assertThat(bench.print(ctx, "$dbr(ra=>rows) $dbr(ra=>cols) $dbr(ra=>colname[1]) $dbr(ra=>[1,0])"))
                .isEqualTo("2 3 name 2");
        assertThat(bench.value(ctx, "$dbr(ra=>[0,1])")).isEqualTo(Value.of("K\u00c3\u00a4fer"));
        assertThat(bench.value(ctx, "$dbr(ra=>[0,2])")).isEqualTo(Value.of(86_400));
        assertThat(bench.value(ctx, "$dbr(ra=>[1,2])")).isEqualTo(Value.NULL);
        assertThat(bench.value(ctx, "$dbr(ra=>[2,0])")).isEqualTo(Value.NULL);
        assertThat(bench.value(ctx, "$dbr(ra=>colname[-1])")).isEqualTo(Value.NULL);
    }

    @Test
    void placesMayBeVariables() {
        bench.call(ctx, "sql_query", "ca", "select * from animal order by id", "ra");
        bench.assign(ctx, "$var(i)", Value.of(1));

        assertThat(bench.value(ctx, "$dbr(ra=>[$var(i),$var(i)])")).isEqualTo(Value.of("o'ox"));
        assertThat(bench.value(ctx, "$dbr(ra=>colname[$var(i)])")).isEqualTo(Value.of("name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from animal where id = 9 | 2",
                "select id from animal | 3",
                "update animal set id = 3 where id = 2 | 2",
                "select nonsense from nowhere | -1",
            })
    void returnCodesOfAQueryWhoseResultIsDiscarded(String statement, int expected) {
        assertThat(bench.call(ctx, "sql_query", "ca", statement)).isEqualTo(expected);
    }

    @Test
    void anEmptyResultReplacesAnEarlierOne() {
        bench.call(ctx, "sql_query", "ca", "select * from animal", "ra");

        int rc = bench.call(ctx, "sql_query", "ca", "select * from animal where id = 9", "ra");

        assertThat(rc).isEqualTo(2);
        assertThat(bench.value(ctx, "$dbr(ra=>rows)")).isEqualTo(Value.of(0));
    }

    @Test
    void aFreedResultIsEmpty() {
        bench.call(ctx, "sql_query", "ca", "select * from animal", "ra");

        assertThat(bench.call(ctx, "sql_result_free", "ra")).isEqualTo(1);

        assertThat(bench.value(ctx, "$dbr(ra=>rows)")).isEqualTo(Value.of(0));
    }

    @Test
    void changedRowsAreCounted() {
        bench.call(ctx, "sql_query", "ca", "update animal set id = id + 10");

        assertThat(bench.value(ctx, "$sqlrows(ca)")).isEqualTo(Value.of(2));
    }

    @Test
    void failuresAreLogged() {
        bench.call(ctx, "sql_query", "ca", "select nonsense from nowhere");

        assertThat(ScriptContexts.log(ctx).lines()).anyMatch(line -> line.contains("connection ca"));
    }

    @Test
    void rowsBecomeExtendedAvps() {
        int rc = bench.call(ctx, "sql_xquery", "ca", "select id, name from animal order by id", "x");

        assertThat(rc).isEqualTo(1);
        assertThat(bench.print(ctx, "$xavp(x=>id) $xavp(x[1]=>id) $xavp(x[1]=>name)"))
                .isEqualTo("1 2 o'ox");
    }

    @Test
    void columnsGoToVariablesAndTheFirstRowStays() {
        int rc = bench.call(
                ctx, "sql_pvquery", "ca", "select id, name, born from animal order by id", "$var(a), $avp(b);$avp(c)");

        assertThat(rc).isEqualTo(1);
        assertThat(bench.value(ctx, "$var(a)")).isEqualTo(Value.of(1));
        assertThat(bench.value(ctx, "$(avp(b)[1])")).isEqualTo(Value.of("o'ox"));
        assertThat(bench.value(ctx, "$avp(c)")).isEqualTo(Value.of(86_400));
    }

    @Test
    void moreColumnsThanVariablesAreAnError() {
        assertThat(bench.call(ctx, "sql_pvquery", "ca", "select id, name from animal", "$var(a)"))
                .isEqualTo(-1);
    }

    @Test
    void quotedTextCannotLeaveItsQuotes() {
        // Given
        bench.assign(ctx, "$var(n)", Value.of("o'ox"));

        // When
        int found = bench.call(ctx, "sql_query", "ca", "select id from animal where name = $(var(n){sql.val})", "ra");

        // Then
        assertThat(found).isEqualTo(1);
        assertThat(bench.value(ctx, "$dbr(ra=>[0,0])")).isEqualTo(Value.of(2));
        assertThat(SqlText.quote("\\' or 1=1 -- ")).isEqualTo("'\\\\'' or 1=1 -- '");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"val,NULL,5", "val.int,0,5", "val.str,'','5'"})
    void nullAndNumbersBecomeSql(String transformation, String ofNull, String ofFive) {
        bench.assign(ctx, "$var(n)", Value.of(5));

        assertThat(bench.value(ctx, "$(var(n){sql." + transformation + "})").toText())
                .isEqualTo(ofFive);
        assertThat(bench.value(ctx, "$(avp(none){sql." + transformation + "})").toText())
                .isEqualTo(ofNull);
    }

    @Test
    void asynchronousStatementsAreCarriedOut() throws Exception {
        int rc = bench.call(ctx, "sql_query_async", "ca", "delete from animal");

        assertThat(rc).isEqualTo(1);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(5), () -> {
            while (bench.call(ctx, "sql_query", "ca", "select id from animal") != 2) {
                Thread.onSpinWait();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"ca, write name=>url", "x=>ftp://h/d, database URL"})
    void badConnectionsAreRefused(String declaration, String complaint) {
        assertThatThrownBy(() -> connections.declare(declaration)).hasMessageContaining(complaint);
    }

    @Test
    void undeclaredConnectionsAreRefused() {
        assertThatThrownBy(() -> bench.bind("sql_query", "cx", "select 1")).hasMessageContaining("sqlcon");
    }

    @Test
    void tooManyResultNamesAreRefused() {
        bench.parameter("sqlops", "results_maxsize", 1);
        bench.bind("sql_query", "ca", "select 1", "one");

        assertThatThrownBy(() -> bench.bind("sql_query", "ca", "select 1", "two"))
                .hasMessageContaining("results_maxsize");
    }
}
