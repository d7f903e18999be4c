using System.Text;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>A record keeps its name whatever becomes of its file, and no other record has it.</summary>
public sealed class RecordKeyTests
{
    private static readonly byte[] s_log = File.ReadAllBytes(TstatLog.File("log_tcp_complete"));

    [Fact]
    public void Every_direction_has_a_name_of_its_own_and_keeps_it()
    {
        using TempFolder folder = new();
        RecordKey[] keys = Keys(LineInput.File(folder.Write("log_tcp_complete", s_log)));
        Assert.Equal(416, keys.Distinct().Count());
        Assert.Equal(keys, Keys(LineInput.File(folder.WriteGzip("log_tcp_complete.gz", s_log[..30_000], s_log[30_000..]))));
        Assert.Equal(keys, Keys(LineInput.File(TstatLog.File("log_tcp_complete")), TstatShape.Original));
        foreach (int size in (int[])[1, 7, 1000])
        {
            Assert.Equal(keys, Keys(LineInput.FromStream(new ChoppyStream(s_log, size))));
        }
    }

    [Fact]
    public void Followed_lines_give_the_same_records_and_names()
    {
        RecordKey[] keys = Keys(LineInput.File(TstatLog.File("log_tcp_complete")));
        TstatReader reader = new(TstatLog.Usual, TstatLog.Clock);
        List<RecordKey> followed = [];
        long offset = 0;
        foreach (string line in Encoding.UTF8.GetString(s_log).Split('\n'))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            followed.AddRange(reader.Line(bytes, new LineOrigin("/data/log_tcp_complete", "file 1", offset)).Select(record => record.GetKey()));
            offset += bytes.Length + 1;
        }

        Assert.Equal(keys, followed);
    }

    private static RecordKey[] Keys(LineInput input, TstatShape shape = TstatShape.Flow)
        => [.. TstatLog.Read(input, TstatLog.Usual with { Shape = shape }, out _).Select(record => record.GetKey())];
}
