using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Text;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Text;

/// <summary>Files that are made, replaced, added to, and left alone.</summary>
public sealed class TextFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Name => _folder["a.jsonl"];

    [Fact]
    public async Task The_old_file_stays_until_the_new_one_is_complete()
    {
        File.WriteAllText(Name, "old");
        await using TextSink sink = Open();
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        Assert.Equal("old", File.ReadAllText(Name));
        await sink.CompleteAsync();
        Assert.Equal("{\"Number\":1}\n", File.ReadAllText(Name));
        Assert.Equal(["a.jsonl"], _folder.Names);
    }

    [Fact]
    public async Task Without_completion_the_old_file_stays_and_nothing_is_left_beside_it()
    {
        File.WriteAllText(Name, "old");
        await using (TextSink sink = Open())
        {
            _ = await sink.WriteAsync(new PlainRow("a", 1));
        }

        Assert.Equal("old", File.ReadAllText(Name));
        Assert.Equal(["a.jsonl"], _folder.Names);
    }

    [Fact]
    public async Task A_batch_that_fails_is_taken_back_and_the_header_comes_with_the_next()
    {
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Form = TextForm.Csv });
        Sample bad = new(2) { Written = static () => throw new InvalidOperationException(), Text = new string('x', 1 << 20) };
        IRow[] batch = [new Sample(1) { Text = new string('x', 1 << 20) }, bad];
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => sink.WriteAsync(batch).AsTask());
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        await sink.CompleteAsync();
        Assert.Equal("Number\r\n1\r\n", File.ReadAllText(Name));
    }

    [Fact]
    public async Task Appending_adds_and_a_batch_that_fails_is_cut_off_again()
    {
        File.WriteAllText(Name, "{\"Number\":0}\n");
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Append = true });
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        Assert.Equal("{\"Number\":0}\n{\"Number\":1}\n", File.ReadAllText(Name));

        IRow[] bad = [new Sample(1) { Text = new string('x', 1 << 20) }, new Sample(2) { Written = static () => throw new InvalidOperationException() }];
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => sink.WriteAsync(bad).AsTask());
        Assert.Equal("{\"Number\":0}\n{\"Number\":1}\n", File.ReadAllText(Name));

        _ = await sink.WriteAsync(new PlainRow("a", 2));
        await sink.CompleteAsync();
        Assert.Equal("{\"Number\":0}\n{\"Number\":1}\n{\"Number\":2}\n", File.ReadAllText(Name));
    }

    [Fact]
    public async Task After_half_a_line_the_next_row_begins_a_line_of_its_own()
    {
        File.WriteAllText(Name, "{\"Number\":0}\n{\"Num");
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Append = true });
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        _ = await sink.WriteAsync(new PlainRow("a", 2));
        Assert.Equal("{\"Number\":0}\n{\"Num\n{\"Number\":1}\n{\"Number\":2}\n", File.ReadAllText(Name));
    }

    [Fact]
    public async Task Csv_that_is_added_to_has_one_header()
    {
        for (int number = 1; number <= 2; number++)
        {
            await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Form = TextForm.Csv, Append = true });
            _ = await sink.WriteAsync(new PlainRow("a", number));
        }

        Assert.Equal("Number\r\n1\r\n2\r\n", File.ReadAllText(Name));
    }

    [Theory]
    [InlineData("Other\r\n1\r\n")]
    [InlineData("Number,Other\r\n1,2\r\n")]
    [InlineData("no header at all")]
    public async Task Csv_with_other_columns_is_not_added_to(string text)
    {
        File.WriteAllText(Name, text);
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Form = TextForm.Csv, Append = true });
        Assert.Equal(FaultId.SchemaMismatch, (await sink.FaultAsync(new PlainRow("a", 1))).Id);
        Assert.Equal(text, File.ReadAllText(Name));
    }

    [Fact]
    public void No_clobber_touches_nothing()
    {
        File.WriteAllText(Name, "old");
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => TextSink.Open(new TextSinkOptions { Path = Name, NoClobber = true }));
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Equal("old", File.ReadAllText(Name));
    }

    [Fact]
    public async Task No_clobber_holds_when_the_file_comes_while_the_new_one_is_written()
    {
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, NoClobber = true });
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        File.WriteAllText(Name, "old");
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.CompleteAsync().AsTask());
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Equal("old", File.ReadAllText(Name));
    }

    [Fact]
    public async Task No_rows_make_an_empty_file()
    {
        await using TextSink sink = Open();
        await sink.CompleteAsync();
        Assert.Equal("", File.ReadAllText(Name));
    }

    [Theory]
    [InlineData("missing/a.jsonl", "no such folder")]
    [InlineData(".", "is a folder")]
    [InlineData("", "is not the name of a file")]
    public void A_wrong_path_says_what_is_wrong(string name, string reason)
    {
        string path = name.Length == 0 ? "" : _folder[name];
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TextSink.Open(new TextSinkOptions { Path = path }));
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task A_link_stays_a_link_and_the_mode_of_the_file_stays()
    {
        File.WriteAllText(Name, "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Name, Mode);
        _ = File.CreateSymbolicLink(_folder["link.jsonl"], "a.jsonl");
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = _folder["link.jsonl"] });
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        await sink.CompleteAsync();
        Assert.Equal("{\"Number\":1}\n", File.ReadAllText(Name));
        Assert.Equal("a.jsonl", new FileInfo(_folder["link.jsonl"]).LinkTarget);
        Assert.Equal(Mode, File.GetUnixFileMode(Name));
    }

    [LinuxFact]
    public async Task A_full_device_is_a_fault_and_stays_a_device()
    {
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = "/dev/full" });
        LogStatsException fault = await sink.FaultAsync(new Sample(1));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo("/dev/full").Length);
    }

    [SmallDiskFact]
    public void A_full_disk_leaves_the_old_file_and_nothing_else()
    {
        const string Script =
            """
            mount -t tmpfs -o size=1m none "$1" && echo old > "$1/a.jsonl" && "$2" "$3" "$1/a.jsonl" 20000 500 2>&1
            echo "code $?" && ls -A "$1" && cat "$1/a.jsonl"
            """;
        (_, string output) = Tool.Run(
            "unshare", "-rm", "sh", "-c", Script, "sh", _folder.Path, WriterProgram.DotNet, WriterProgram.Assembly);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("the disk is full. The file that was there is as it was.", lines[^4], StringComparison.Ordinal);
        Assert.Equal(["code 1", "a.jsonl", "old"], lines[^3..]);
    }

    public void Dispose() => _folder.Dispose();

    private TextSink Open() => TextSink.Open(new TextSinkOptions { Path = Name });
}
