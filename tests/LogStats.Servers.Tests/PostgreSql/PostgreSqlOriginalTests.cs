using System.Runtime.Versioning;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Writer;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>The table of the replaced program, as its manual made it, is filled as it stands, and each transfer once.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlOriginalTests(PostgreSqlFixture fixture)
{
    private const string Made = "CREATE TABLE rsyncstats (timestamp timestamp, sentbytes {0}, receivedbytes {0}, totalbytes {0}, module varchar(256), "
        + "login varchar(16), endtime timestamp, geohash varchar(12), hosthash varchar(12), hostname varchar(256), clientip varchar(16))";

    private PostgreSqlServer Server => fixture.Server;

    [NeedsPostgreSqlFact]
    public async Task The_original_table_takes_each_transfer_once_and_keeps_its_eleven_columns()
    {
        string database = await Server.DatabaseAsync();
        await Server.ExecuteAsync(database, string.Format(null, Made, "bigint"));
        await using PostgreSqlSink sink = Open(database, null);
        RsyncEvent first = Event(1);
        Assert.Equal(new SinkAnswer(2, 1), await sink.GiveAsync(first, Event(2), Event(1), new RsyncEvent { Kind = RsyncEventKind.Denied }));
        Assert.Equal(new SinkAnswer(1, 2), await sink.GiveAsync(Event(1), Event(2), Event(3)));
        Assert.Equal(new SinkAnswer(2, 0), await sink.GiveAsync(Event(0), Event(0)));
        Assert.Equal(
        [
            "2019-03-05T03:28:03|1|2|5000000000|RAP-SDS|resif|2019-03-05T03:28:08|||resif-vm30.ujf-grenoble.fr|152.77.1.6".Replace("|||", $"||{first.HostHash}|", StringComparison.Ordinal),
        ], (await Server.RowsAsync(database, "SELECT * FROM rsyncstats")).Distinct());
        Assert.Equal("11|5|3", await Server.ValueAsync(database, "SELECT (SELECT count(*) FROM pg_attribute WHERE attrelid = 'rsyncstats'::regclass AND attnum > 0), "
            + "(SELECT count(*) FROM rsyncstats), (SELECT count(*) FROM logstats_stored)"));
    }

    [NeedsPostgreSqlFact]
    public async Task What_does_not_fit_is_named_with_its_column_and_the_way_out()
    {
        string database = await Server.DatabaseAsync();
        await Server.ExecuteAsync(database, string.Format(null, Made, "integer"));
        KeptRows kept = new();
        await using PostgreSqlSink sink = Open(database, kept);
        Assert.Equal(new SinkAnswer(1, 0, 3), await sink.GiveAsync(
            Event(1, address: "2001:0db8:0000:0000:0000:0000:0000:0005", total: 5), Event(2), Event(3, login: "a-login-of-20-letters", total: 5), Event(4, total: 1000)));
        Assert.Contains("clientip holds 16 characters and the value has 39: widen it with ALTER TABLE rsyncstats ALTER COLUMN \"clientip\" TYPE varchar(64)", kept.All[0].Reason);
        Assert.Contains("totalbytes holds no number as large as 5000000000", kept.All[1].Reason);
        Assert.Contains("login holds 16 characters and the value has 21", kept.All[2].Reason);

        foreach (string reason in kept.All.Select(static item => item.Reason))
        {
            await Server.ExecuteAsync(database, reason[reason.IndexOf("ALTER", StringComparison.Ordinal)..]);
        }

        await using PostgreSqlSink next = Open(database, null);
        Assert.Equal(new SinkAnswer(3, 1), await next.GiveAsync(
            Event(1, address: "2001:0db8:0000:0000:0000:0000:0000:0005", total: 5), Event(2), Event(3, login: "a-login-of-20-letters", total: 5), Event(4, total: 1000)));
    }

    [NeedsPostgreSqlFact]
    public async Task A_missing_table_is_made_with_room_for_any_address_and_a_dropped_one_is_filled_anew()
    {
        string database = await Server.DatabaseAsync();
        for (int round = 0; round < 2; round++)
        {
            await using PostgreSqlSink sink = Open(database, null);
            Assert.Equal(new SinkAnswer(2, 0), await sink.GiveAsync(Event(1, address: "2001:0db8:0000:0000:0000:0000:0000:0005"), Event(2)));
            Assert.Equal(new SinkAnswer(0, 2), await sink.GiveAsync(Event(1), Event(2)));
            await Server.ExecuteAsync(database, "DROP TABLE rsyncstats");
        }
    }

    [NeedsPostgreSqlFact]
    public async Task What_the_original_did_not_store_is_refused_by_name()
    {
        await using PostgreSqlSink sink = Open(await Server.DatabaseAsync(), null);
        Assert.Contains("'sample'", (await sink.FaultAsync(new Sample(1))).Message);
    }

    private static RsyncEvent Event(long number, string login = "resif", string address = "152.77.1.6", long total = 5_000_000_000)
    {
        DateTimeOffset time = new(2019, 3, 5, 3, 28, 3, TimeSpan.FromHours(1));
        return new RsyncEvent
        {
            Kind = RsyncEventKind.Transfer, Time = time, EndTime = time.AddSeconds(5), SentBytes = 1, ReceivedBytes = 2, TotalBytes = total,
            Module = "RAP-SDS", UserName = login, HostName = "resif-vm30.ujf-grenoble.fr", ClientAddress = address,
            Key = number == 0 ? default : new RecordKey(1, number, number),
        };
    }

    private PostgreSqlSink Open(string database, IRefusedRows? kept)
        => PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = Server.Connection(database), Refused = kept, Schema = RowSchema.Original });
}
