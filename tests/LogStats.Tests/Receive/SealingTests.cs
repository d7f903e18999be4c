using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogStats.Batches;
using LogStats.Receive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Receive;

/// <summary>Files are closed for good once their window is over, on a real disk.</summary>
public sealed class SealingTests : IAsyncDisposable
{
    private const string Stem = "log_25112910_00-19_192-0-2-7";

    private readonly TempFolder _folder = new();
    private readonly MemoryLedger _ledger = new();
    private readonly List<ReceiveAlarm> _alarms = [];
    private readonly SemaphoreSlim _sealed = new(0);
    private readonly List<SealedPart> _parts = [];
    private TestClock _clock = new(new DateTimeOffset(2025, 11, 29, 10, 19, 0, TimeSpan.Zero));
    private BatchReceiver? _receiver;
    private long _at;

    public async ValueTask DisposeAsync()
    {
        await (_receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
        _sealed.Dispose();
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task After_its_window_and_the_grace_it_has_a_manifest_that_is_read_back_from_the_disk()
    {
        await SendAsync("[29/Nov/2025:10:05:00 +0000] a\n[29/Nov/2025:10:02:00 +0000] b\n[29/Nov/2025:10:19:59 +0000] c\n");
        await PassAsync(TimeSpan.FromMinutes(2.9));
        Assert.Empty(_parts);
        await SealAsync(TimeSpan.FromMinutes(0.2));

        byte[] content = File.ReadAllBytes(Path($"{Stem}.log"));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path($"{Stem}.log.json")));
        Assert.Equal((Stem + ".log", "web1", "25112910_00-19"), (Text(manifest, "name"), Text(manifest, "source"), Text(manifest, "window")));
        Assert.Equal((3, content.Length, 1), (Number(manifest, "lines"), Number(manifest, "bytes"), Number(manifest, "part")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), Text(manifest, "sha256"));
        Assert.Equal(("2025-11-29T10:02:00", "2025-11-29T10:19:59"), (Text(manifest, "first"), Text(manifest, "last")));
        Assert.Equal(PartState.Sealed, _ledger.Parts.Single().State);
        Assert.Equal(Path($"{Stem}.log"), _parts.Single().Path);
    }

    [Fact]
    public async Task A_window_is_over_by_the_zone_that_its_lines_tell()
    {
        await SendAsync("[29/Nov/2025:12:05:00 +0200] a\n[29/Nov/2025:10:05:00 -0600] b\n");
        await SealAsync(TimeSpan.FromMinutes(4));

        Assert.Equal(["25112912_00-19"], _parts.Select(static part => part.Window));
    }

    [Fact]
    public async Task While_lines_come_it_stays_open()
    {
        for (int minute = 0; minute < 10; minute++)
        {
            await SendAsync("[29/Nov/2025:10:05:00 +0000] late\n");
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(_parts);
        await SealAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(10, _parts.Single().Lines);
    }

    [Fact]
    public async Task Original_defect_11_late_lines_open_another_file_and_a_sealed_one_is_never_touched_again()
    {
        await SendAsync("[29/Nov/2025:10:05:00 +0000] a\n");
        await SealAsync(TimeSpan.FromMinutes(4));
        File.Move(Path($"{Stem}.log"), Path("taken away"));
        await SendAsync("[29/Nov/2025:10:06:00 +0000] late\n");
        await SealAsync(TimeSpan.FromMinutes(4));
        await RestartAsync();
        await SendAsync("[29/Nov/2025:10:07:00 +0000] later\n");

        Assert.False(File.Exists(Path($"{Stem}.log")));
        Assert.Equal("[29/Nov/2025:10:06:00 +0000] late\n", File.ReadAllText(Path($"{Stem}.2.log")));
        Assert.Equal("[29/Nov/2025:10:07:00 +0000] later\n", File.ReadAllText(Path($"{Stem}.3.log")));
        Assert.Empty(_alarms);
    }

    [Fact]
    public async Task A_file_whose_clock_is_years_ahead_is_closed_when_nothing_comes_for_an_hour()
    {
        await SendAsync("[29/Nov/2035:10:05:00 +0000] a\n");
        await PassAsync(TimeSpan.FromMinutes(50));
        Assert.Empty(_parts);
        await SealAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("35112910_00-19", _parts.Single().Window);
    }

    [Fact]
    public async Task The_hour_that_comes_twice_in_autumn_goes_into_one_file_or_two_and_all_of_it_is_there()
    {
        _clock = new TestClock(new DateTimeOffset(2025, 10, 26, 0, 19, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        await SendAsync("2025-10-26 02:05:00 summer\n");
        await PassAsync(TimeSpan.FromMinutes(60));
        await SendAsync("2025-10-26 02:05:00 winter\n");
        await RestartAsync();

        string all = string.Concat(Directory.GetFiles(Path(""), "log_25102602_00-19_192-0-2-7*.log").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Assert.Equal(["2025-10-26 02:05:00 summer", "2025-10-26 02:05:00 winter"], all.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_was_closed_when_the_receiver_ended_is_sealed_by_the_next()
    {
        await SendAsync("[29/Nov/2025:10:05:00 +0000] a\n");
        LedgerChange closed = new() { Time = _clock.GetUtcNow() };
        closed.Parts.Add(_ledger.Parts.Single() with { State = PartState.Closed });
        await _receiver!.DisposeAsync();
        _ledger.Commit(closed);

        await RestartAsync();
        await SendAsync("[29/Nov/2025:10:06:00 +0000] b\n");
        await SealAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(1, _parts.Single().Lines);
        Assert.True(File.Exists(Path($"{Stem}.log.json")));
        Assert.Equal("[29/Nov/2025:10:06:00 +0000] b\n", File.ReadAllText(Path($"{Stem}.2.log")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_was_delivered_before_the_ledger_knew_that_it_is_closed_for_good_is_not_taken_for_lost(bool isDelivered)
    {
        await SendAsync("[29/Nov/2025:10:05:00 +0000] a\n");
        await SealAsync(TimeSpan.FromMinutes(4));
        await _receiver!.DisposeAsync();
        LedgerChange closed = new() { Time = _clock.GetUtcNow() };
        closed.Parts.Add(_ledger.Parts.Single() with { State = PartState.Closed, Sha256 = null });
        _ledger.Commit(closed);
        _ = Directory.CreateDirectory(System.IO.Path.Join(_folder.Path, "sent", "web1"));
        File.Move(Path($"{Stem}.log"), System.IO.Path.Join(_folder.Path, "sent", "web1", $"{Stem}.log"));
        File.Move(Path($"{Stem}.log.json"), System.IO.Path.Join(_folder.Path, "sent", "web1", isDelivered ? $"{Stem}.log.json" : "other.json"));

        await RestartAsync();

        Assert.Equal(isDelivered ? PartState.Sealed : PartState.Damaged, _ledger.Parts.Single().State);
        Assert.Equal(isDelivered ? 0 : 1, _alarms.Count);
    }

    [Fact]
    public async Task One_that_somebody_changed_is_told_and_gets_no_manifest()
    {
        await SendAsync("[29/Nov/2025:10:05:00 +0000] a\n");
        File.AppendAllText(Path($"{Stem}.log"), "forged");
        _clock.Advance(TimeSpan.FromMinutes(4));
        while (_ledger.Parts.Single().State != PartState.Damaged)
        {
            await PassAsync(TimeSpan.FromSeconds(5));
        }

        Assert.False(File.Exists(Path($"{Stem}.log.json")));
        Assert.Equal(ReceiveAlarmKind.PartDamaged, _alarms.Single().Kind);
    }

    [Fact]
    public async Task A_link_in_place_of_a_folder_or_of_a_file_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TempFolder elsewhere = new();
        File.WriteAllText(elsewhere.File("passwd"), "root\n");
        Directory.CreateSymbolicLink(System.IO.Path.Join(_folder.Path, "web1"), elsewhere.Path);
        await StartAsync();
        Assert.Equal(ReceiveTrouble.Failed, (await _receiver!.StoreAsync(ReceiverFixture.Batch("[29/Nov/2025:10:05:00 +0000] a\n", 0))).Trouble);
        Assert.Equal(["passwd"], Directory.GetFileSystemEntries(elsewhere.Path).Select(System.IO.Path.GetFileName));

        Directory.Delete(System.IO.Path.Join(_folder.Path, "web1"));
        await SendAsync("[29/Nov/2025:10:05:00 +0000] a\n");
        await _receiver.DisposeAsync();
        File.Delete(Path($"{Stem}.log"));
        File.CreateSymbolicLink(Path($"{Stem}.log"), elsewhere.File("passwd"));
        await RestartAsync();
        await SendAsync("[29/Nov/2025:10:06:00 +0000] b\n");

        Assert.Equal("root\n", File.ReadAllText(elsewhere.File("passwd")));
        Assert.Equal("[29/Nov/2025:10:06:00 +0000] b\n", File.ReadAllText(Path($"{Stem}.2.log")));
    }

    private static string Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString()!;

    private static int Number(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetInt32();

    private string Path(string name) => System.IO.Path.Join(_folder.Path, "web1", name);

    private async Task StartAsync()
    {
        _receiver = new BatchReceiver(
            new ReceiveOptions { Directory = _folder.Path, Alarmed = _alarms.Add, Sealed = Take }, _ledger, new DiskPartFiles(_folder.Path), _clock);
        Assert.True(await _receiver.ClaimAsync("web1", new SourceClaim("c1", "c1")));
    }

    private void Take(SealedPart part)
    {
        _parts.Add(part);
        _ = _sealed.Release();
    }

    private async Task RestartAsync()
    {
        await _receiver!.DisposeAsync();
        _clock = new TestClock(_clock.GetUtcNow(), _clock.LocalTimeZone);
        await StartAsync();
    }

    private async Task SendAsync(string lines)
    {
        if (_receiver is null)
        {
            await StartAsync();
        }

        byte[] bytes = Encoding.ASCII.GetBytes(lines);
        ReceiveAnswer answer = await _receiver!.StoreAsync(ReceiverFixture.Batch(lines, _at));
        Assert.Equal(new ReceiveAnswer(new BatchAnswer(BatchOutcome.Stored, _at += bytes.Length)), answer);
    }

    private async Task PassAsync(TimeSpan span)
    {
        _clock.Advance(span);
        _ = await _receiver!.MarksAsync("web1", ["f1"]);
    }

    private async Task SealAsync(TimeSpan span)
    {
        await PassAsync(span);
        Assert.True(await _sealed.WaitAsync(TimeSpan.FromMinutes(2)));
    }
}
