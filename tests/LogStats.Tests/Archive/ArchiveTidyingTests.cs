using System.IO.Compression;
using System.Runtime.Versioning;
using LogStats.Archive;
using LogStats.Archive.Tidy;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Archive;

/// <summary>What is delivered and old is compressed and goes; where a run broke off the next one goes on; nothing is done twice at a time.</summary>
public sealed class ArchiveTidyingTests : IDisposable
{
    private const string Name = "log_25112910_00-19_192-0-2-7.log";

    private static readonly TimeSpan s_old = TimeSpan.FromHours(5);
    private static readonly TimeSpan s_age = TimeSpan.FromHours(4);

    private readonly ArchiveTree _tree = new(new DateTimeOffset(2026, 11, 18, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_delivered_file_is_compressed_proved_and_keeps_its_time()
    {
        string path = _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        DateTime changed = File.GetLastWriteTimeUtc(path);

        TidyCounts counts = _tree.Compress(s_age);

        Assert.Equal(1, counts.Done);
        Assert.True(counts.Freed > 0);
        Assert.False(File.Exists(path));
        Assert.Equal(ArchiveTree.Text(Name), ArchiveTree.Unpacked(path + ".gz"));
        Assert.Equal(changed, File.GetLastWriteTimeUtc(path + ".gz"));
        Assert.True(ArchiveScan.Parts(_tree.Root, ArchiveState.Sent).Single().IsCompressed);
        Assert.Equal(0, _tree.Compress(s_age).Done);
    }

    [Fact]
    public void A_removed_file_goes_with_its_manifest_and_its_empty_folder_once_that_is_old_too()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, s_old, packed: true);
        _tree.Part(ArchiveState.Sent, "web2", Name, TimeSpan.FromHours(1));

        Assert.Equal((1, 1), (_tree.Remove(s_age).Done, Directory.GetFiles(_tree.At("sent/web2"), "*.log").Length));
        Assert.Empty(Directory.GetFiles(_tree.At("sent/web1")));

        Directory.SetLastWriteTimeUtc(_tree.At("sent/web1"), _tree.Clock.Now - s_old);
        _ = _tree.Remove(s_age);
        Assert.False(Directory.Exists(_tree.At("sent/web1")));
        Assert.True(Directory.Exists(_tree.At("sent/web2")));
    }

    [Fact]
    public void A_file_that_is_not_what_was_received_is_neither_compressed_nor_removed()
    {
        string same = _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        byte[] bytes = File.ReadAllBytes(same);
        bytes[3] ^= 1;
        _tree.Write(same, bytes, s_old);
        string longer = _tree.Part(ArchiveState.Sent, "web2", Name, s_old);
        _tree.Write(longer, [.. bytes, 1], s_old);
        string packed = _tree.Part(ArchiveState.Sent, "web3", Name, s_old, packed: true);
        _tree.Write(packed, File.ReadAllBytes(packed)[..^5], s_old);

        Assert.Equal(2, _tree.Compress(s_age).Failed);
        Assert.All(_tree.Faults, fault => Assert.Equal(FaultId.FileRead, fault.Id));
        Assert.Equal((2, 1), (_tree.Remove(s_age).Failed, Directory.GetDirectories(_tree.At("sent")).Count(static source => Directory.GetFiles(source).Length == 0)));
        Assert.True(File.Exists(longer));
        Assert.True(File.Exists(packed));
    }

    [Fact]
    public void What_a_crash_left_is_ended_by_the_next_run()
    {
        // After the new file's name, before the old one's end; before its name; and a manifest whose file is gone.
        string both = _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        _tree.Write(both + ".gz", TempFolder.Gzip(File.ReadAllBytes(both)), s_old);
        string half = _tree.Part(ArchiveState.Sent, "web2", Name, s_old);
        _tree.Write(Path.Join(Path.GetDirectoryName(half), $".{Name}.gz.tmp"), [1, 2, 3], s_old);
        string gone = _tree.Part(ArchiveState.Sent, "web3", Name, s_old);
        File.Delete(gone);

        Assert.Equal(2, _tree.Compress(s_age).Done);
        Assert.Equal([Name + ".gz", Name + ".json"], Directory.GetFiles(_tree.At("sent/web1")).Select(Path.GetFileName).Order());
        Assert.Equal([Name + ".gz", Name + ".json"], Directory.GetFiles(_tree.At("sent/web2")).Select(Path.GetFileName).Order());
        Assert.Equal(3, _tree.Remove(s_age).Done);
        Assert.Empty(Directory.GetFiles(_tree.At("sent"), "log*", SearchOption.AllDirectories));
        Assert.Empty(_tree.Faults);
    }

    [Fact]
    public void A_manifest_waits_for_a_file_that_is_on_its_way()
    {
        string path = _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        _ = Directory.CreateDirectory(_tree.At("failed/web1"));
        File.Move(path, _tree.At($"failed/web1/{Name}"));

        Assert.Equal(0, _tree.Remove(s_age).Done);
        Assert.True(File.Exists(path + ".json"));
    }

    [Fact]
    public void A_clock_that_was_set_forward_makes_nothing_old_and_that_is_told()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(10));
        Assert.Equal((1, 0), (_tree.Remove(s_age).Young, _tree.Faults.Count));
        _tree.Clock.Set(TimeSpan.FromDays(30));

        TidyCounts counts = _tree.Remove(s_age);
        Assert.Equal((0, 1, 1), (counts.Done, counts.Young, counts.Held));
        Assert.Contains("1 file seems old enough only because this machine's clock went on at once", Assert.Single(counts.Remarks()), StringComparison.Ordinal);
        Assert.Equal(0, _tree.Compress(s_age).Done);

        _tree.Clock.Run(TimeSpan.FromHours(4));
        Assert.Equal(1, _tree.Remove(s_age).Done);
    }

    [Fact]
    public void What_is_known_of_the_clock_and_damaged_lets_all_age_from_now_on()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        File.WriteAllText(_tree.At("sent/.tidy.json"), "{");

        Assert.Equal((0, 1), (_tree.Remove(s_age).Done, _tree.Compress(s_age).Held));
        _tree.Clock.Run(TimeSpan.FromHours(4.1));
        Assert.Equal(1, _tree.Remove(s_age).Done);
    }

    [Fact]
    public void A_link_that_is_put_in_the_way_while_somebody_is_asked_leads_nowhere()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        string outside = _tree.At("outside");
        _tree.Write(Path.Join(outside, Name), File.ReadAllBytes(_tree.At($"sent/web1/{Name}")), s_old);
        _tree.Write(Path.Join(outside, Name + ".json"), File.ReadAllBytes(_tree.At($"sent/web1/{Name}.json")), s_old);

        _ = _tree.Remove(s_age, asked =>
        {
            Directory.Move(_tree.At("sent/web1"), _tree.At("sent/moved"));
            _ = Directory.CreateSymbolicLink(_tree.At("sent/web1"), outside);
            return true;
        });
        Assert.True(File.Exists(Path.Join(outside, Name)));

        // And one that is there when it begins.
        TidyCounts counts = _tree.Remove(s_age);
        Assert.Equal((0, 1), (counts.Done, counts.Foreign));
        Assert.True(File.Exists(Path.Join(outside, Name)));
        Assert.True(File.Exists(Path.Join(outside, Name + ".json")));
    }

    [Fact]
    public void Delivered_files_that_are_a_link_themselves_are_refused()
    {
        _tree.Part(ArchiveState.Waiting, "web1", Name, s_old);
        _ = Directory.CreateSymbolicLink(_tree.At("sent"), _tree.Root);

        LogStatsException fault = Assert.Throws<LogStatsException>(() => _tree.Remove(s_age));
        Assert.Equal(FaultId.FileWrite, fault.Id);
        Assert.True(File.Exists(_tree.At($"web1/{Name}")));
    }

    [Fact]
    public void Two_at_once_are_one_too_many()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        using ArchiveTidying first = new(_tree.Root, _tree.Clock);

        LogStatsException fault = Assert.Throws<LogStatsException>(() => _tree.Remove(s_age));
        Assert.Equal((FaultId.DirectoryNotReady, $"The archive '{_tree.Root}' is being tidied by another process."), (fault.Id, fault.Message));
        using ArchiveTidying rehearsal = new(_tree.Root, _tree.Clock, isRehearsal: true);
        Assert.Equal(0, rehearsal.Remove(s_age, static _ => false, static _ => { }, _tree.Faults.Add, CancellationToken.None).Done);
    }

    [Fact]
    public void A_rehearsal_writes_nothing()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        SortedDictionary<string, string> before = _tree.All();
        List<string> asked = [];
        using ArchiveTidying rehearsal = new(_tree.Root, _tree.Clock, isRehearsal: true);

        _ = rehearsal.Compress(s_age, CompressionLevel.Optimal, part => { asked.Add(part.Name); return false; }, static _ => { }, _tree.Faults.Add, CancellationToken.None);

        Assert.Equal([Name], asked);
        Assert.Equal(before, _tree.All());
        Assert.False(File.Exists(_tree.At("sent/.tidy.json")));
    }

    [Fact]
    public void An_archive_with_nothing_delivered_and_none_at_all()
    {
        Assert.Equal(0, _tree.Remove(s_age).Done);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => new ArchiveTidying(_tree.At("none"), _tree.Clock)).Id);
        Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => new ArchiveTidying(_tree.Write(_tree.At("f"), [], s_old), _tree.Clock)).Id);
    }

    [PermissionsFact]
    [UnsupportedOSPlatform("windows")]
    public void An_archive_that_nobody_may_look_into_is_told_and_not_taken_for_empty()
    {
        string closed = Directory.CreateDirectory(_tree.At("closed")).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.UserWrite);
        using (new BoundRights())
        {
            Assert.Equal(FaultId.FileRead, Assert.Throws<LogStatsException>(() => ArchiveQuota.Undelivered(closed)).Id);
        }

        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void What_is_not_delivered_counts_against_the_quota_and_is_only_told()
    {
        _tree.Part(ArchiveState.Waiting, "web1", Name, s_old);
        _tree.Part(ArchiveState.Failed, "web1", Name, s_old);
        _tree.Part(ArchiveState.Sent, "web1", Name, s_old);
        long each = ArchiveTree.Text(Name).Length;

        Assert.InRange(ArchiveQuota.Undelivered(_tree.Root), 2 * each, (2 * each) + 1000);
        LogStatsException told = ArchiveQuota.Exceeded(_tree.Root, each)!;
        Assert.Equal(FaultId.QuotaExceeded, told.Id);
        Assert.Contains("are not delivered, more than the", told.Message, StringComparison.Ordinal);
        Assert.Null(ArchiveQuota.Exceeded(_tree.Root, 1_000_000));
    }
}
