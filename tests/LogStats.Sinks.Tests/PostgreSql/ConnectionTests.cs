using LogStats.Faults;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;
using Npgsql;

namespace LogStats.Sinks.Tests.PostgreSql;

/// <summary>Every way to say which server, and which says most. No server is reached.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("postgresql://me:p%40ss@db:5433/stats?sslmode=require&table=t", "db", 5433, "stats", "me", "p@ss")]
    [InlineData("postgres://me:p@ss@db/stats", "db", 5432, "stats", "me", "p@ss")]
    [InlineData("POSTGRESQL://me@[::1]:5433/", "::1", 5433, "me", "me", null)]
    [InlineData("postgresql://me:x:y@%2Fvar%2Frun%2Fpg/stats", "/var/run/pg", 5432, "stats", "me", "x:y")]
    [InlineData("postgresql:///stats?host=/run/pg&port=9&user=me", "/run/pg", 9, "stats", "me", null)]
    [InlineData("postgresql://me@a,b:5433,c/stats", "a,b:5433,c", 5432, "stats", "me", null)]
    [InlineData("host=db port = 5433 dbname='my stats' user=me password='it\\'s \\\\ '", "db", 5433, "my stats", "me", "it's \\ ")]
    [InlineData("Host=db;Port=5433;Database=stats;Username=me;Password=\"a;b\"", "db", 5433, "stats", "me", "a;b")]
    [InlineData("Server=db;User Id=me;Database=stats;SSL Mode=VerifyFull;Root Certificate=system;", "db", 5432, "stats", "me", null)]
    public void A_connection_string_is_read_in_all_its_languages(
        string text, string host, int port, string database, string user, string? password)
    {
        NpgsqlConnectionStringBuilder builder = Resolve(text).Builder();
        Assert.Equal((host, port, database, user, password), (builder.Host, builder.Port, builder.Database, builder.Username, builder.Password));
        Assert.Equal(("logstats", "UTF8"), (builder.ApplicationName, builder.ClientEncoding));
    }

    [Theory]
    [InlineData("postgresql://me:hidden@db/stats?tabel=x", "tabel")]
    [InlineData("postgresql://me:hid/den@db/stats", "%2F")]
    [InlineData("postgresql://me:hidden@::1/stats", "[::1]")]
    [InlineData("influx://me:hidden@db/stats", "no address of PostgreSQL")]
    [InlineData("host=db password='hidden", "not closed")]
    [InlineData("host=db hidden", "without '='")]
    [InlineData("Host=db;Pooling=true;Password=hidden", "Pooling")]
    [InlineData("Host=db;hidden", "name=value")]
    public void What_is_wrong_is_told_without_what_is_secret(string text, string says)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Resolve(text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains(says, fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hid", fault.Message);
        Assert.DoesNotContain("hid", fault.Advice);
    }

    [Fact]
    public void Parameters_go_before_the_text_that_before_DBURI_and_that_before_PG_variables()
    {
        Dictionary<string, string> variables = new()
        {
            ["DBURI"] = "postgresql://dburi@dburi/dburi", ["PGHOST"] = "pg", ["PGDATABASE"] = "pg", ["PGUSER"] = "pg", ["PGPORT"] = "9", ["PGPASSWORD"] = "pg",
            ["PGAPPNAME"] = "mine", ["PGOPTIONS"] = "-c x=y", ["PGSSLMODE"] = "verify-full", ["PGSSLROOTCERT"] = "system",
        };
        PostgreSqlConnectionOptions options = new() { Variable = variables.GetValueOrDefault };
        Assert.Equal("postgresql://dburi@dburi:9/dburi", PostgreSqlSettings.Resolve(options).Shown);
        Assert.Equal("postgresql://text@text:9/dbtext", PostgreSqlSettings.Resolve(options with { ConnectionString = "postgresql://text@text/dbtext" }).Shown);
        Assert.Equal("postgresql://me@here:8/dbtext", PostgreSqlSettings.Resolve(
            options with { ConnectionString = "postgresql://text@text/dbtext", Host = "here", Port = 8, User = "me" }).Shown);
        Assert.Equal("postgresql://pg@here:9/pg", PostgreSqlSettings.Resolve(options with { Host = "here" }).Shown);
        _ = variables.Remove("DBURI");
        NpgsqlConnectionStringBuilder builder = PostgreSqlSettings.Resolve(options).Builder();
        Assert.Equal(("pg", "pg", "mine", "-c x=y", SslMode.VerifyFull), (builder.Host, builder.Password, builder.ApplicationName, builder.Options, builder.SslMode));
    }

    [Fact]
    public void DBURI_of_the_other_database_is_told()
    {
        PostgreSqlConnectionOptions options = new() { Variable = static name => name == "DBURI" ? "influx://u:hidden@h/d" : null };
        LogStatsException fault = Assert.Throws<LogStatsException>(() => PostgreSqlSettings.Resolve(options));
        Assert.Contains("Export-LogInfluxDb", fault.Advice);
        Assert.DoesNotContain("hidden", fault.Message);
    }

    [Theory]
    [InlineData("*:*:*:*:any", "any")]
    [InlineData("# db:5432:stats:me:comment\ndb:5433:stats:me:no\ndb:5432:stats:me:pass\\:word\\\\", "pass:word\\")]
    [InlineData("d\\b:5432:*:me:escaped", "escaped")]
    [InlineData("db:5432:stats\nshort", null)]
    [InlineData("db:5432:stats:me:", null)]
    [InlineData("\\*:5432:stats:me:not-a-wildcard", null)]
    public void The_first_line_that_fits_has_the_password(string lines, string? password)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["pass"], lines);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["pass"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.Equal(password, PassFile.Find(folder["pass"], ["db", "5432", "stats", "me"], out string? left));
        Assert.Null(left);
    }

    [Theory]
    [InlineData("postgresql://me:x@db/d", true)]
    [InlineData("postgresql://db/d?password=x", true)]
    [InlineData("postgresql://me@db:5432/d", false)]
    [InlineData("postgresql://[::1]:5432/d", false)]
    [InlineData("sqlite:a@b:c.db", false)]
    public void A_password_in_a_target_is_seen(string target, bool has) => Assert.Equal(has, Target.Parse(target).HasPassword);

    [Fact]
    public async Task A_target_of_the_agent_opens_a_sink_of_this_kind()
    {
        TargetCatalog.Check("postgres://db/stats");
        await using ISink sink = TargetCatalog.Open("postgresql://me:hidden@db/stats?table=t&schema=s");
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => TargetCatalog.Open("postgresql://me@db/stats?table=a-b")).Id);
    }

    private static PostgreSqlSettings Resolve(string text)
        => PostgreSqlSettings.Resolve(new PostgreSqlConnectionOptions { ConnectionString = text, Variable = static _ => null });
}
