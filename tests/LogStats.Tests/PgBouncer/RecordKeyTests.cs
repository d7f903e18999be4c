using System.Text;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.PgBouncer;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>A record keeps its name whatever becomes of its file, and no other record has it.</summary>
public sealed class RecordKeyTests
{
    private static readonly byte[] s_log = File.ReadAllBytes(Repository.File("tests", "data", "pgbouncer", "pgbouncer-1.18.log"));

    [Fact]
    public void Every_record_has_a_name_of_its_own_and_keeps_it()
    {
        using TempFolder folder = new();
        RecordKey[] keys = Keys(LineInput.File(folder.Write("pgbouncer.log", s_log)));
        Assert.Equal(219, keys.Distinct().Count());
        Assert.Equal(keys, Keys(LineInput.File(folder.WriteGzip("pgbouncer.log.1.gz", s_log[..30_000], s_log[30_000..]))));
        foreach (int size in (int[])[1, 7, 1000])
        {
            Assert.Equal(keys, Keys(LineInput.FromStream(new ChoppyStream(s_log, size))));
        }
    }

    /// <summary>Its lines come singly, and it may be ended and started anew between any two of them.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Followed_lines_give_the_same_records_and_names(bool restarted)
    {
        List<PgBouncerEvent> whole = PgBouncerLog.Read(s_log, null, out _);
        PgBouncerReader reader = new(PgBouncerLog.Usual, PgBouncerLog.Clock);
        List<PgBouncerEvent> followed = [];
        long offset = 0;
        foreach (string line in Encoding.UTF8.GetString(s_log).Split('\n')[..^1])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            followed.AddRange(reader.Line(bytes, new LineOrigin("/var/log/pgbouncer.log", "file 1", offset, new Front())));
            Assert.NotNull(reader.State);
            offset += bytes.Length + 1;
            if (restarted)
            {
                PgBouncerReader next = new(PgBouncerLog.Usual, PgBouncerLog.Clock);
                next.Restore(reader.State, "/var/log/pgbouncer.log");
                Assert.Equal(reader.State, next.State);
                reader = next;
            }
        }

        followed.AddRange(reader.Quiet());
        Assert.Null(reader.State);
        Assert.Equal(whole.Select(item => (item.Type, item.UserName, item.ClientAddress, item.Offset)), followed.Select(item => (item.Type, item.UserName, item.ClientAddress, item.Offset)));
        Assert.Equal(whole.Select(item => item.Key), followed.Select(item => item.Key));
        if (!restarted)
        {
            Assert.Equal((240, 219, 21, 0), (reader.InputCounts.Read, reader.InputCounts.Records, reader.InputCounts.Skipped, reader.InputCounts.Rejected));
        }
    }

    [Fact]
    public void A_line_that_waited_belongs_to_its_own_file_after_a_rotation()
    {
        string line = PgBouncerLog.Client + "shop/a@10.0.0.1:1 pooler error: query timeout";
        PgBouncerReader reader = new(PgBouncerLog.Usual, PgBouncerLog.Clock);
        reader.Line(Encoding.UTF8.GetBytes(line), new LineOrigin("/var/log/pgbouncer.log", "old", 0));
        IReadOnlyList<PgBouncerEvent> made = reader.Line(Encoding.UTF8.GetBytes("\tnot its own"), new LineOrigin("/var/log/pgbouncer.log", "new", 0));
        Assert.Equal("query timeout", Assert.Single(made).Reason);
        reader.Quiet();
        Assert.Equal(1, reader.InputCounts.Rejected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("line1 1 2")]
    [InlineData("line1 1 x AAAA f")]
    [InlineData("line1 1 2 ! f")]
    [InlineData("line9 1 2 AAAA f")]
    public void A_state_that_is_none_is_refused(string state)
        => Assert.Equal(LogStats.Faults.FaultId.CheckpointCorrupt,
            Assert.Throws<LogStats.Faults.LogStatsException>(() => new PgBouncerReader(PgBouncerLog.Usual, PgBouncerLog.Clock).Restore(state, "x.log")).Id);

    /// <summary>Stored keys depend on it.</summary>
    [Fact]
    public void The_name_of_a_record_never_changes()
        => Assert.Equal("bf022a7f2ec20846-0-bf022a7f2ec20846", PgBouncerLog.One(PgBouncerLog.Client + "shop/a@10.0.0.1:1 pooler error: query timeout").Key.ToString());

    private static RecordKey[] Keys(LineInput input) => [.. PgBouncerLog.Read(input, PgBouncerLog.Usual, out _).Select(item => item.Key)];

    private sealed class Front : IFileFront
    {
        public int ReadFront(Span<byte> buffer)
        {
            s_log.CopyTo(buffer);
            return s_log.Length;
        }
    }
}
