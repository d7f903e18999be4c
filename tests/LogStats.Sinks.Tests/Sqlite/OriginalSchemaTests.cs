using LogStats.Faults;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>The table of the original rsyncstats.</summary>
public sealed class OriginalSchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder["stats.db"];

    [Fact]
    public async Task The_table_begins_with_the_originals_columns_in_its_order()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Transfer(1));
        Assert.Equal(
            [
                "timestamp", "sentbytes", "receivedbytes", "totalbytes", "module", "login", "endtime", "geohash", "hosthash",
                "hostname", "clientip", "SourceId", "SourceOffset", "SourceCheck",
            ],
            Query.Column(File, "SELECT name FROM pragma_table_info('rsyncstats')"));
        Assert.Equal(
            "2019-03-05 03:28:03|184494|19414234|19609565|PORTAL-PRODUCTS-RW|(null)|2019-03-05 03:28:08|u0h0fpnzj9ft|khadLrK6HR6v"
            + "|resif-vm30.ujf-grenoble.fr|152.77.1.6",
            Query.Value(File,
                """
                SELECT timestamp||'|'||sentbytes||'|'||receivedbytes||'|'||totalbytes||'|'||module||'|'||ifnull(login,'(null)')
                ||'|'||endtime||'|'||geohash||'|'||hosthash||'|'||hostname||'|'||clientip FROM rsyncstats
                """));
    }

    [Fact]
    public async Task Nothing_is_stored_twice_and_only_transfers_are_stored()
    {
        await using SqliteSink sink = Open();
        RsyncEvent session = new() { Kind = RsyncEventKind.Session, Key = new(1, 1, 1) };
        Assert.Equal(new SinkAnswer(2, 0), await sink.WriteAsync(Transfer(1), session, Transfer(2)));
        Assert.Equal(new SinkAnswer(1, 2), await sink.WriteAsync(Transfer(1), Transfer(2), Transfer(3)));
        Assert.Equal(["rsyncstats"], Query.Column(File, "SELECT name FROM sqlite_master WHERE type = 'table'"));
    }

    [Fact]
    public async Task Rows_that_the_original_knew_nothing_of_are_a_fault()
    {
        await using SqliteSink sink = Open();
        Assert.Equal(FaultId.SinkRejected, (await sink.FaultAsync(Transfer(1), new Sample(1))).Id);
        Assert.Empty(Query.Column(File, "SELECT name FROM sqlite_master"));
    }

    [Fact]
    public async Task The_native_table_takes_rsync_records_and_summaries()
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File });
        Assert.Equal(new SinkAnswer(2, 0), await sink.WriteAsync(Transfer(1), new RsyncSummary { Name = "all" }));
        Assert.Equal("5.0", Query.Value(File, "SELECT Duration FROM rsync_event"));
        Assert.Equal("all", Query.Value(File, "SELECT Name FROM rsync_summary"));
    }

    public void Dispose() => _folder.Dispose();

    private static RsyncEvent Transfer(long offset) => new()
    {
        Kind = RsyncEventKind.Transfer,
        Time = new DateTimeOffset(2019, 3, 5, 3, 28, 3, TimeSpan.FromHours(1)),
        EndTime = new DateTimeOffset(2019, 3, 5, 3, 28, 8, TimeSpan.FromHours(1)),
        Module = "PORTAL-PRODUCTS-RW",
        HostName = "resif-vm30.ujf-grenoble.fr",
        ClientAddress = "152.77.1.6",
        SentBytes = 184494,
        ReceivedBytes = 19414234,
        TotalBytes = 19609565,
        GeoHash = "u0h0fpnzj9ft",
        Key = new(5, offset, 9),
    };

    private SqliteSink Open() => SqliteSink.Open(new SqliteSinkOptions { Path = File, Schema = RowSchema.Original });
}
