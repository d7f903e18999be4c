using LogStats.Faults;
using LogStats.Sinks.InfluxDb;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>The names that the rsync statistics program and InfluxDB's own tools take.</summary>
public sealed class InfluxEnvironmentTests
{
    [Theory]
    [InlineData("INFLUXDB_HOST=h", "https://h:8086/")]
    [InlineData("INFLUXDB_HOST=h;INFLUXDB_SSL=no;INFLUXDB_PORT=80", "http://h/")]
    [InlineData("INFLUXDB_HOST=h;INFLUXDB_SSL=FALSE", "http://h:8086/")]
    [InlineData("INFLUXDB_HOST=2001:db8::1;INFLUXDB_SSL=1", "https://[2001:db8::1]:8086/")]
    [InlineData("INFLUX_HOST=http://t:1", "http://t:1/")]
    [InlineData("INFLUX_HOST=http://t:1;INFLUXDB_HOST=h", "https://h:8086/")]
    public void A_server_is_named(string variables, string server)
        => Assert.Equal(server, Complete(new InfluxSinkOptions(), variables).Server!.ToString());

    [Fact]
    public void The_names_of_the_original_say_database_user_and_password()
    {
        InfluxSinkOptions options = Complete(new InfluxSinkOptions(), "INFLUXDB_HOST=h;INFLUXDB_DB=d;INFLUXDB_USER=u;INFLUXDB_PASS=p;INFLUX_TOKEN=t");
        Assert.Equal(("d", "u", "p", null), (options.Database, options.User, options.Password, options.Token));
    }

    [Fact]
    public void The_names_of_today_say_bucket_organization_and_token()
    {
        InfluxSinkOptions options = Complete(new InfluxSinkOptions(), "INFLUX_HOST=https://t;INFLUX_BUCKET=b;INFLUX_ORG=o;INFLUX_TOKEN=t");
        Assert.Equal(("b", "o", "t"), (options.Bucket, options.Organization, options.Token));
    }

    [Fact]
    public void What_is_given_wins()
    {
        InfluxSinkOptions options = Complete(
            new InfluxSinkOptions { Server = new Uri("http://u1:p1@h:8086"), Database = "d1" }, "INFLUXDB_HOST=h;INFLUXDB_SSL=no;INFLUXDB_DB=d;INFLUXDB_USER=u;INFLUXDB_PASS=p");
        Assert.Equal(("d1", null, null), (options.Database, options.User, options.Password));
    }

    [Fact]
    public void No_secret_goes_to_another_host()
    {
        InfluxSinkOptions database = Complete(new InfluxSinkOptions { Server = new Uri("http://other:8086"), Database = "d" }, "INFLUXDB_HOST=h;INFLUXDB_USER=u;INFLUXDB_PASS=p");
        Assert.Null(database.Password);
        InfluxSinkOptions bucket = Complete(new InfluxSinkOptions { Server = new Uri("http://other:8086"), Bucket = "b" }, "INFLUX_HOST=https://t;INFLUX_TOKEN=t");
        Assert.Null(bucket.Token);
        InfluxSinkOptions there = Complete(new InfluxSinkOptions { Server = new Uri("http://h:8086"), Database = "d" }, "INFLUXDB_HOST=h;INFLUXDB_USER=u;INFLUXDB_PASS=p");
        Assert.Equal("p", there.Password);
    }

    [Fact]
    public void A_certificate_is_checked_whatever_the_environment_says_and_it_is_told()
    {
        List<string> notes = [];
        _ = Complete(new InfluxSinkOptions { Note = notes.Add }, "INFLUXDB_HOST=h;INFLUXDB_VERIFY_SSL=no");
        Assert.Contains("checked all the same", Assert.Single(notes), StringComparison.Ordinal);
        _ = Complete(new InfluxSinkOptions { Note = notes.Add }, "INFLUXDB_HOST=h;INFLUXDB_VERIFY_SSL=yes");
        _ = Complete(new InfluxSinkOptions { Note = notes.Add, CertificatePin = "x" }, "INFLUXDB_HOST=h;INFLUXDB_VERIFY_SSL=no");
        _ = Complete(new InfluxSinkOptions { Note = notes.Add }, "INFLUXDB_HOST=h;INFLUXDB_SSL=no;INFLUXDB_VERIFY_SSL=no");
        Assert.Single(notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("INFLUXDB_HOST=h;INFLUXDB_PORT=0")]
    [InlineData("INFLUXDB_HOST=h;INFLUXDB_PORT=x")]
    [InlineData("INFLUXDB_HOST=h;INFLUXDB_SSL=perhaps")]
    [InlineData("INFLUX_HOST=h")]
    public void What_cannot_be_is_a_fault(string variables)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => Complete(new InfluxSinkOptions(), variables)).Id);

    private static InfluxSinkOptions Complete(InfluxSinkOptions options, string variables)
    {
        Dictionary<string, string> values = variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]);
        return InfluxEnvironment.Complete(options, name => values.GetValueOrDefault(name));
    }
}
