using System.Collections;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat.Settings;

namespace LogStats.Tests.Tstat.Settings;

/// <summary>The config.ini of the program that carried tstat's flows to RabbitMQ, as parameters.</summary>
public sealed class TstatConfigTests : IDisposable
{
    private const string Settings =
        """
        # where flows go
        [rabbit]
        host = ${RABBIT_HOST:localhost}
        port: ${RABBIT_PORT:5671}
        username = ${RABBITMQ_DEFAULT_USER:guest}
        password = hunter2
        use_ssl = True
        vhost = ${RABBITMQ_DEFAULT_VHOST:/}
        queue = netsage_tstat
        routing_key = netsage_tstat
        exchange =
        heartbeat = 300

        [rabbit_queue_options]
        durable = True
        auto_delete = False
        x-max-length = 100000
        x-overflow = reject-publish
        x-single-active-consumer = true

        [ssl_options]
        ca_certs = /etc/ssl/broker.pem
        certfile = /etc/ssl/me.pem
        keyfile = /etc/ssl/me.key
        cert_reqs = ssl.CERT_NONE
        ssl_version = ssl.PROTOCOL_TLSv1_2

        [stdout]
        pretty = yes
        """;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal) { ["RABBIT_HOST"] = "mq.example.org", ["RABBITMQ_DEFAULT_PASS"] = "hunter3" };

    private string File => _folder.File("config.ini");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_key_has_its_parameter_or_its_warning()
    {
        LogStatsConfig config = Read(Settings);

        Assert.Equal((LogStatsConfigKind.TstatIni, File), (config.Kind, config.Path));
        Assert.Empty(config.Parameters);
        Hashtable given = config.RabbitMqParameters;
        Assert.Equal(
            ["ClientCertificate", "ComputerName", "Port", "Queue", "QueueOption", "RootCertificate", "RoutingKey", "UseTls", "VirtualHost"],
            given.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal(("mq.example.org", 5671, true, "/", "netsage_tstat", "netsage_tstat", "/etc/ssl/broker.pem", "/etc/ssl/me.pem"),
            (given["ComputerName"], given["Port"], given["UseTls"], given["VirtualHost"], given["Queue"], given["RoutingKey"], given["RootCertificate"], given["ClientCertificate"]));
        Hashtable queue = Assert.IsType<Hashtable>(given["QueueOption"]);
        Assert.Equal((true, false, 100_000L, "reject-publish", true, 5),
            (queue["durable"], queue["auto_delete"], queue["x-max-length"], queue["x-overflow"], queue["x-single-active-consumer"], queue.Count));
        Assert.Equal(
            [
                "Line 5: [rabbit] username is not taken over",
                "Line 6: [rabbit] password is not taken over",
                "Line 12: [rabbit] heartbeat is left out",
                "Line 16: [rabbit_queue_options] auto_delete is false here",
                "Line 24: [ssl_options] keyfile is left out",
                "Line 25: [ssl_options] cert_reqs is left out",
                "Line 26: [ssl_options] ssl_version is left out",
                "Line 29: [stdout] pretty is left out",
            ],
            config.Warnings.Select(warning => string.Join(':', warning.Replace($" of '{File}'", "", StringComparison.Ordinal).Split(':')[..2])));
        Assert.DoesNotContain("hunter", string.Join('\n', config.Warnings) + string.Join('\n', given.Values.Cast<object>()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain", "")]
    [InlineData("${SET:usual}", "set", "")]
    [InlineData("${EMPTY:usual}", "", "")]
    [InlineData("${UNSET:usual}", "usual", "")]
    [InlineData("${UNSET:}", "", "")]
    [InlineData("${UNSET:amqp://x}", "amqp", "://x")]
    [InlineData("${SET:amqp://x}", "set", "")]
    [InlineData("${SET}", "set", "")]
    [InlineData("${UNSET}", null, "")]
    [InlineData("a ${SET:usual}", "a ${SET:usual}", "")]
    [InlineData("${SET:usual} b", "${SET:usual} b", "")]
    [InlineData("${SET:x}${SET:y}", "${SET:x}${SET:y}", "")]
    [InlineData("${}", "${}", "")]
    [InlineData("${:x}", "${:x}", "")]
    [InlineData("$SET", "$SET", "")]
    public void A_whole_value_is_looked_up_in_the_environment(string value, string? expected, string cut)
    {
        Dictionary<string, string> environment = new() { ["SET"] = "set", ["EMPTY"] = "" };

        Assert.Equal(expected, EnvironmentValue.Of(value, environment.GetValueOrDefault, out string left));
        Assert.Equal(cut, left);
    }

    [Fact]
    public void A_name_that_is_not_set_and_has_no_default_is_a_warning()
    {
        LogStatsConfig config = Read("[rabbit]\nhost = ${NOBODY}\nqueue = ${NOBODY:a:b}\n");

        Assert.False(config.RabbitMqParameters.ContainsKey("ComputerName"));
        Assert.Equal("a", config.RabbitMqParameters["Queue"]);
        Assert.Equal(
            [
                $"Line 2 of '{File}': [rabbit] host is left out: NOBODY is not set, and there is no default.",
                $"Line 3 of '{File}': [rabbit] queue is what stands before the colon in its default, as the original had it; ':b' is left out.",
            ],
            config.Warnings);
    }

    [Fact]
    public void An_environment_value_of_a_secret_is_not_even_looked_up()
    {
        List<string> asked = [];
        _folder.Write("config.ini", "[rabbit]\nhost = a\npassword = ${RABBITMQ_DEFAULT_PASS:guest}\n");

        LogStatsConfig config = TstatConfig.Of(File, name => { asked.Add(name); return "hunter4"; });

        Assert.Empty(asked);
        Assert.DoesNotContain("hunter", string.Join('\n', config.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_with_options_and_no_word_of_durable_is_asked_for_as_the_original_did()
    {
        Hashtable queue = Assert.IsType<Hashtable>(Read("[rabbit]\nhost = a\n[rabbit_queue_options]\nx-expires = 5\n").RabbitMqParameters["QueueOption"]);

        Assert.Equal((false, 5L), (queue["durable"], queue["x-expires"]));
        Assert.False(Read("[rabbit]\nhost = a\n[rabbit_queue_options]\n").RabbitMqParameters.ContainsKey("QueueOption"));
    }

    [Fact]
    public void Unverified_TLS_is_told()
        => Assert.Contains("the original believed any certificate", Assert.Single(Read("[rabbit]\nhost = a\nuse_ssl = yes\n").Warnings), StringComparison.Ordinal);

    [Fact]
    public void Lines_go_on_where_they_are_indented_and_comments_are_passed_over()
    {
        LogStatsConfig config = Read("\uFEFF[rabbit]\r\n; a comment\r\nHOST = a\r\n  \r\n# another\r\nqueue = q\r\n");

        Assert.Equal(("a", "q"), (config.RabbitMqParameters["ComputerName"], config.RabbitMqParameters["Queue"]));
    }

    [Theory]
    [InlineData("[rabbit]\nhost = a\nport = many\n", 3, "[rabbit] port: 'many' is no number from 1 to 65535")]
    [InlineData("[rabbit]\nhost = a\nport = 65536\n", 3, "[rabbit] port: '65536' is no number from 1 to 65535")]
    [InlineData("[rabbit]\nuse_ssl = perhaps\n", 2, "[rabbit] use_ssl: 'perhaps' is neither true nor false")]
    [InlineData("[rabbit]\nhost = a\n[rabbit_queue_options]\ndurable = perhaps\n", 4, "[rabbit_queue_options] durable: 'perhaps' is neither true nor false")]
    [InlineData("[rabbit]\nhost = a\nhost = b\n", 3, "[rabbit] host stands twice")]
    [InlineData("host = a\n", 1, "it stands in no section")]
    [InlineData("[rabbit]\npassword\n", 2, "it is no key with a value")]
    [InlineData("[rabbit\nhost = a\n", 1, "it is no section")]
    [InlineData("[other]\nhost = a\n", 1, "there is no section [rabbit] with anything in it")]
    public void What_cannot_be_names_its_line(string text, int line, string reason)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Read(text));

        Assert.Equal((FaultId.ConfigInvalid, $"Line {line} of '{File}' cannot be taken over: {reason}."), (fault.Id, fault.Message));
    }

    [Fact]
    public void The_ending_tells_the_kind()
    {
        _folder.Write("config.ini", "[rabbit]\nhost = a\n");

        Assert.Equal(LogStatsConfigKind.TstatIni, LogStatsConfig.Read(File).Kind);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => LogStatsConfig.Read(_folder.File("none.ini"))).Id);
    }

    private LogStatsConfig Read(string text)
    {
        _folder.Write("config.ini", text);
        return TstatConfig.Of(File, _environment.GetValueOrDefault);
    }
}
