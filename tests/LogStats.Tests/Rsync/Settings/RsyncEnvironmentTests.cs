using LogStats.Faults;
using LogStats.Rsync.Settings;
using Xunit;

namespace LogStats.Tests.Rsync.Settings;

public sealed class RsyncEnvironmentTests
{
    [Fact]
    public void AFileOfVariablesIsReadAsSystemdAndDockerReadIt()
    {
        Dictionary<string, string> values = EnvironmentFile.Parse("x.env", """
            # a comment
            ; another
            export INFLUXDB_HOST=influx.example.org
            INFLUXDB_DB="rsync \"db\""
            INFLUXDB_USER = 'it''s $me'
            INFLUXDB_PASS=a=b # c
            EMPTY=
            LONG=one\
            two
            """);
        Assert.Equal("influx.example.org", values["INFLUXDB_HOST"]);
        Assert.Equal("rsync \"db\"", values["INFLUXDB_DB"]);
        Assert.Equal("it''s $me", values["INFLUXDB_USER"]);
        Assert.Equal("a=b # c", values["INFLUXDB_PASS"]);
        Assert.Equal("", values["EMPTY"]);
        Assert.Equal("onetwo", values["LONG"]);
    }

    [Theory]
    [InlineData("A=1\npassword s3cret")]
    [InlineData("A=1\n=s3cret")]
    [InlineData("A=1\nA B=s3cret")]
    public void ALineThatSetsNothingIsNamedAndNotShown(string text)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => EnvironmentFile.Parse("x.env", text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains("Line 2 of 'x.env'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheOriginalTookBecomesParametersAndNoSecretDoes()
    {
        LogStatsConfig config = RsyncEnvironment.Of("x.env", new Dictionary<string, string>
        {
            ["INFLUXDB_HOST"] = "influx.example.org",
            ["INFLUXDB_DB"] = "rsyncdb",
            ["INFLUXDB_USER"] = "ann",
            ["INFLUXDB_PASS"] = "s3cret",
            ["DBURI"] = "postgresql://bob:pa55@db.example.org/stats%20x",
            ["HOME"] = "/root",
        });
        Assert.Equal("https://influx.example.org:8086/", config.InfluxDbParameters["Uri"]);
        Assert.Equal("rsyncdb", config.InfluxDbParameters["Database"]);
        Assert.Equal("Original", config.InfluxDbParameters["Schema"]);
        Assert.Equal("db.example.org", config.PostgreSqlParameters["ComputerName"]);
        Assert.Equal(5432, config.PostgreSqlParameters["Port"]);
        Assert.Equal("stats x", config.PostgreSqlParameters["Database"]);
        string all = string.Join('\n', config.Warnings.Concat(config.InfluxDbParameters.Values.Cast<object>().Concat(config.PostgreSqlParameters.Values.Cast<object>()).Select(static one => $"{one}")));
        Assert.DoesNotContain("s3cret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", all, StringComparison.Ordinal);
        foreach (string name in (string[])["INFLUXDB_VERIFY_SSL", "INFLUXDB_USER", "INFLUXDB_PASS", "DBURI", "HOME"])
        {
            Assert.Contains(config.Warnings, warning => warning.Contains(name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("yes", "no", "http://h:1/", false)]
    [InlineData("yes", "yes", "https://h:1/", false)]
    [InlineData("no", "yes", "https://h:1/", true)]
    public void EncryptionIsAsTheOriginalHadItAndTheCheckIsNot(string verify, string ssl, string uri, bool warns)
    {
        LogStatsConfig config = RsyncEnvironment.Of("", new Dictionary<string, string>
        {
            ["INFLUXDB_HOST"] = "h",
            ["INFLUXDB_PORT"] = "1",
            ["INFLUXDB_SSL"] = ssl,
            ["INFLUXDB_VERIFY_SSL"] = verify,
        });
        Assert.Equal(uri, config.InfluxDbParameters["Uri"]);
        Assert.Equal(warns, config.Warnings.Count == 1);
    }

    [Theory]
    [InlineData("INFLUXDB_PORT", "x")]
    [InlineData("INFLUXDB_SSL", "perhaps")]
    [InlineData("DBURI", "s3cret")]
    public void WhatCannotBeIsAFault(string name, string value)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => RsyncEnvironment.Of("", new Dictionary<string, string> { ["INFLUXDB_HOST"] = "h", [name] = value }));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheKindIsFoundByTheEnding()
    {
        string path = Path.Join(Directory.CreateTempSubdirectory("logstats-env-").FullName, "r.env");
        File.WriteAllText(path, "DBURI=influx://u:p@h:99/d\n");
        LogStatsConfig config = LogStatsConfig.Read(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.Equal((LogStatsConfigKind.RsyncEnvironment, "http://h:99/", "d"), (config.Kind, config.InfluxDbParameters["Uri"], config.InfluxDbParameters["Database"]));
    }
}
