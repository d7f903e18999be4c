using System.Text;
using LogStats.Lines;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>A record keeps its name whatever becomes of its file, and no other record has it.</summary>
public sealed class RecordKeyTests
{
    private static readonly byte[] s_log = File.ReadAllBytes(Repository.File("tests", "data", "rsync", "rsyncd-default.log"));

    [Fact]
    public void Every_record_has_a_name_of_its_own()
    {
        using TempFolder folder = new();
        RecordKey[] keys = Keys(folder.Write("rsyncd.log", s_log));
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.DoesNotContain(keys, key => key.IsNone);
    }

    [Fact]
    public void A_file_renamed_or_compressed_gives_the_same_names()
    {
        using TempFolder folder = new();
        RecordKey[] keys = Keys(folder.Write("rsyncd.log", s_log));
        Assert.Equal(keys, Keys(folder.Write("rsyncd.log.1", s_log)));
        Assert.Equal(keys, Keys(folder.WriteGzip("rsyncd.log.2.gz", s_log)));
        Assert.Equal(keys, Keys(folder.WriteGzip("rsyncd.log.3.gz", s_log[..30_000], s_log[30_000..])));
        Assert.Equal(keys, RsyncLog.Read([LineInput.FromStream(new ChoppyStream(s_log, 1000))], RsyncLog.All, out _).Select(item => item.Key));
    }

    [Fact]
    public void A_file_that_has_grown_gives_what_it_had_the_same_names()
    {
        using TempFolder folder = new();
        RecordKey[] all = Keys(folder.Write("rsyncd.log", s_log));
        for (int part = 1; part < 8; part++)
        {
            int end = s_log.AsSpan(0, s_log.Length * part / 8).LastIndexOf((byte)'\n') + 1;
            Assert.Empty(Keys(folder.Write("grown.log", s_log[..end])).Except(all));
        }
    }

    [Fact]
    public void Names_do_not_depend_on_what_is_asked_for()
    {
        using TempFolder folder = new();
        string path = folder.Write("rsyncd.log", s_log);
        foreach (RsyncEventKind kind in Enum.GetValues<RsyncEventKind>())
        {
            Assert.Equal(
                RsyncLog.Read([LineInput.File(path)], RsyncLog.All, out _).Where(item => (item.Kind & kind) != 0).Select(item => item.Key),
                RsyncLog.Read([LineInput.File(path)], RsyncLog.All with { Kinds = kind }, out _).Select(item => item.Key));
        }
    }

    [Fact]
    public void Another_offset_another_line_or_another_file_is_another_name()
    {
        const string line = "2024/05/01 03:28:09 [27615] send h.example [192.0.2.4] pub () a 5\n";
        using TempFolder folder = new();
        RecordKey[] twice = Keys(folder.Write("a.log", line + line));
        Assert.Equal(2, twice.Distinct().Count());
        Assert.NotEqual(twice[0], Keys(folder.Write("b.log", line.Replace(" a 5", " b 5", StringComparison.Ordinal)))[0]);
        RecordKey[] behindOther = Keys(folder.Write("c.log", line.Replace("27615", "27616", StringComparison.Ordinal) + line));
        Assert.NotEqual(twice[1], behindOther[1]);
        Assert.Equal(twice[1].Offset, behindOther[1].Offset);
    }

    /// <summary>Stored keys depend on it: the first line, the offset, and the line with the kind of the record.</summary>
    [Fact]
    public void The_name_of_a_record_never_changes()
    {
        const string log = "2024/05/01 03:28:03 [27615] rsync on pub/a from h.example (192.0.2.4)\n2024/05/01 03:28:09 [27615] sent 1 bytes  received 2 bytes  total size 3\n";
        Assert.Equal(
            ["Transfer 237e7ffe7b58f232-0-bd49064704128e27", "Session 237e7ffe7b58f232-0-5ba3991b86710266"],
            RsyncLog.Read(log).Select(item => $"{item.Kind} {item.Key}"));
    }

    [Fact]
    public void CRLF_and_LF_give_one_name_to_a_first_line()
    {
        const string line = "2024/05/01 03:28:09 [27615] send h.example [192.0.2.4] pub () a 5";
        Assert.Equal(RsyncLog.Read(line + "\n")[0].Key, RsyncLog.Read(line + "\r\n")[0].Key);
        Assert.Equal(RsyncLog.Read(line + "\n")[0].Key, RsyncLog.Read(line)[0].Key);
    }

    private static RecordKey[] Keys(string path)
        => [.. RsyncLog.Read([LineInput.File(path)], RsyncLog.All, out _).Select(item => item.Key)];
}
