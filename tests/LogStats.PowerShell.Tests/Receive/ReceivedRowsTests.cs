using System.Management.Automation;
using System.Text;
using System.Text.Json;
using LogStats.PowerShell.Commands;
using LogStats.Sinks;
using Xunit;

namespace LogStats.PowerShell.Tests.Receive;

/// <summary>What a message holds becomes what it was.</summary>
public sealed class ReceivedRowsTests
{
    private const string Id = "0123456789abcdef00000000000000ff";

    [Fact]
    public void A_record_is_its_own_type_again_and_named_by_its_message_and_place()
    {
        object?[] rows = [.. Read("rsync_event", """
            [{"Kind":"Session","Time":"2019-03-05T03:26:40+01:00"},
             {"Kind":"Transfer","Time":"2019-03-05T03:26:40+01:00","EndTime":"2019-03-05T03:26:42+01:00","ProcessId":7,"Operation":"Send","Module":"pub","SentBytes":5000000000,"Duration":2,"ExitCode":null,"Offset":9}]
            """)];
        PSObject row = (PSObject)rows[1]!;
        RsyncEvent item = Assert.IsType<RsyncEvent>(row.BaseObject);
        Assert.Equal((RsyncEventKind.Transfer, 7, RsyncOperation.Send, "pub", 5_000_000_000, 9), (item.Kind, item.ProcessId, item.Operation, item.Module, item.SentBytes, item.Offset));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromSeconds(2)), (item.Time.Offset, item.Duration));
        Assert.Equal(new RecordKey(0x0123456789abcdef, 1, 0xff), ((ILogRecord)item).GetKey());
        Assert.Equal((Id, true), (row.Properties["MessageId"].Value, row.Properties["Redelivered"].Value));
    }

    [Fact]
    public void Requests_and_messages_of_pgbouncer_too()
    {
        ElfRecord request = Assert.IsType<ElfRecord>(Base(Read("elf_record", """[{"Time":null,"Status":404,"Latency":0.25,"Fields":"a=1; b=x=y","SentBytes":3}]""")[0]));
        Assert.Equal((404, TimeSpan.FromMilliseconds(250), "x=y"), (request.Status, request.Latency, request.Fields["b"]));
        PgBouncerEvent login = Assert.IsType<PgBouncerEvent>(Base(Read("pgbouncer_event", """[{"Type":"Login","Time":"2019-03-05T03:26:40Z","IsLoginFailure":1,"IsAmbiguous":0}]""")[0]));
        Assert.Equal((PgBouncerEventType.Login, true, false), (login.Type, login.IsLoginFailure, login.IsAmbiguous));
    }

    [Fact]
    public void Flows_of_tstat_too_to_the_tick_and_the_columns_of_its_other_logs()
    {
        TstatFlow flow = Assert.IsType<TstatFlow>(Base(Read("tstat_flow", """[{"Start":"2022-01-15T00:00:03.117595Z","Duration":1.7723459,"RttMin":0.0000071,"Protocol":"Udp","Direction":"Out","IsComplete":1,"Bytes":5000000000,"Syns":null}]""")[0]));
        Assert.Equal((17_723_459, 71, TstatProtocol.Udp, TstatDirection.Out), (flow.Duration.Ticks, flow.RttMin?.Ticks, flow.Protocol, flow.Direction));
        Assert.Equal((true, 5_000_000_000, null), (flow.IsComplete, flow.Bytes, flow.Syns));
        TstatRow row = Assert.IsType<TstatRow>(Base(Read("tstat_row", """[{"Log":"log_chat_complete","Columns":"{\"b\":\"1\",\"a\":null}"}]""")[0]));
        Assert.Equal(["b", "a"], row.Columns.Keys.Cast<string>());
        Assert.Equal(["1", null], row.Columns.Values.Cast<string?>());
        Assert.IsType<PSCustomObject>(Base(Read("tstat_row", """[{"Columns":"no JSON"}]""")[0]));
        Assert.IsType<PSCustomObject>(Base(Read("tstat_flow", """[{"Duration":1e300}]""")[0]));
    }

    [Theory]
    [InlineData("""[{"Kind":"Unheard","Time":"2019-03-05T03:26:40Z"}]""")]
    [InlineData("""[{"Time":"2019-03-05T03:26:40Z","HostName":null,"HostHash":"abc"}]""")]
    [InlineData("""[{"Time":"yesterday"}]""")]
    public void What_a_record_could_not_hold_keeps_its_properties(string body)
    {
        PSObject row = (PSObject)Read("rsync_event", body)[0]!;
        Assert.IsType<PSCustomObject>(row.BaseObject);
        Assert.Equal(["LogStats.QueueRow#rsync_event", "LogStats.QueueRow"], row.TypeNames.Take(2));
        Assert.NotNull(row.Properties["Time"].Value);
    }

    [Fact]
    public void Other_JSON_has_numbers_and_times()
    {
        PSObject row = (PSObject)Read(null, """{"n":5000000000,"d":1.5,"t":"2019-03-05T03:26:40.5Z","day":"2019-03-05","s":"x","l":[1,{"a":true}],"z":null,"MessageId":"own"}""")[0]!;
        Assert.Equal([5_000_000_000L, 1.5, new DateTimeOffset(2019, 3, 5, 3, 26, 40, 500, TimeSpan.Zero), "2019-03-05", "x"],
            new[] { "n", "d", "t", "day", "s" }.Select(name => row.Properties[name].Value));
        object?[] list = Assert.IsType<object?[]>(row.Properties["l"].Value);
        Assert.Equal(true, ((PSObject)list[1]!).Properties["a"].Value);
        Assert.Equal("own", row.Properties["MessageId"].Value);
        Assert.Null(row.Properties["z"].Value);
        Assert.Equal([1L, null, "a"], Read(null, """[1,null,"a"]"""));
    }

    [Fact]
    public void No_JSON_is_none() => Assert.ThrowsAny<JsonException>(() => Read(null, "{\"a\":"));

    [Fact]
    public void A_name_that_was_seen_is_known_until_many_others_came()
    {
        SeenMessages seen = new(2);
        Assert.True(seen.IsNew("a"));
        Assert.False(seen.IsNew("a"));
        Assert.True(seen.IsNew(null));
        Assert.True(seen.IsNew(null));
        Assert.True(seen.IsNew("b"));
        Assert.True(seen.IsNew("c"));
        Assert.True(seen.IsNew("a"));
    }

    private static object Base(object? row) => ((PSObject)row!).BaseObject;

    private static IReadOnlyList<object?> Read(string? type, string body)
        => ReceivedRows.Read(new QueueMessage { Id = Id, Type = type, Redelivered = true, Body = Encoding.UTF8.GetBytes(body) });
}
