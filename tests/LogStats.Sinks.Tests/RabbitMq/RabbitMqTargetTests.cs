using LogStats.Faults;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.Tests.RabbitMq;

/// <summary>A broker as a target of one text.</summary>
public sealed class RabbitMqTargetTests
{
    [Theory]
    [InlineData("amqp://localhost?queue=q", "amqp://localhost", "/", null)]
    [InlineData("amqp://[::1]:5679/%2F?queue=q", "amqp://[::1]:5679", "/", 5679)]
    [InlineData("amqps://ann@mq.example.org/my%2Fhost?queue=q&password-env=P", "amqps://mq.example.org/my%2Fhost", "my/host", null)]
    [InlineData("amqps://mq.example.org:5671/logs?queue=q", "amqps://mq.example.org/logs", "logs", 5671)]
    public void It_names_a_broker_and_a_virtual_host(string text, string shown, string virtualHost, int? port)
    {
        RabbitMqServerOptions server = RabbitMqTarget.Server(Target.Parse(text));
        Assert.Equal((shown, virtualHost, port), (server.ToString(), server.VirtualHost, server.Port));
        _ = TargetCatalog.Open(text);
    }

    [Theory]
    [InlineData("", 25_600)]
    [InlineData("&batch=1", 25_600)]
    [InlineData("&batch=5000", 25_000)]
    [InlineData("&batch=1000000", 1_000_000)]
    public async Task So_many_rows_are_under_way_whatever_a_message_has(string setting, int rows)
    {
        await using ISink sink = TargetCatalog.Open($"amqp://localhost?queue=q{setting}");
        Assert.Equal(rows, sink.RowsAtOnce);
    }

    [Theory]
    [InlineData("amqp://localhost", "a queue, or an exchange")]
    [InlineData("amqp://ann:s3cret@localhost/?queue=q", "a password does not belong there")]
    [InlineData("amqp://ann@localhost/?queue=q", "not where the password is")]
    [InlineData("amqp://localhost/a/b?queue=q", "a slash in its name is %2F")]
    [InlineData("amqp://localhost?queue=q&colour=red", "no setting 'colour'")]
    [InlineData("amqp://localhost?queue=q&persistent=maybe", "'persistent' is yes or no")]
    [InlineData("amqp://localhost?queue=q&batch=0", "'batch' is a number from 1 on")]
    [InlineData("amqp://localhost?queue=q&routing-key=other", "the default exchange leads to no other")]
    [InlineData("amqp://localhost?queue=q&x-max-length=many", "a whole number")]
    [InlineData("amqp://localhost?queue=q&pin=abc", "TLS")]
    public void What_is_wrong_with_it_is_said_without_what_is_secret(string text, string expected)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open(text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains(expected, $"{fault.Message} {fault.Advice}", StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_TLS_no_other_machine_is_spoken_to()
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open("amqp://mq.example.org?queue=q"));
        Assert.Equal((FaultId.SinkConnect, false), (fault.Id, fault.MayPass));
        Assert.Contains("could be read on the way", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_say_what_happened_and_what_to_do()
    {
        Assert.Equal("'amqp://h' did not take 1 message: the queue behind 'q' is full.", Fail.QueueFull("amqp://h", "q", 1).Message);
        Assert.True(Fail.QueueFull("amqp://h", "q", 2).MayPass);
        Assert.Equal("'amqp://h' gave 2 messages back: there is no queue 'q' (312: NO_ROUTE).", Fail.MessagesReturned("amqp://h", "", "q", 2, "312: NO_ROUTE").Message);
        Assert.Equal("'amqp://h' has no exchange 'x'.", Fail.QueueMissing("amqp://h", "exchange", "x").Message);
        Assert.Equal("The queue 'q' in 'amqp://h' is there with other options: durable is true there.", Fail.QueueMismatch("amqp://h", "q", "durable is true there").Message);
        Assert.Equal("The message 'a' of 'amqp://h' cannot be read: it is none.", Fail.MessageUnreadable("amqp://h", "The message 'a'", "it is none.", "").Message);
    }
}
