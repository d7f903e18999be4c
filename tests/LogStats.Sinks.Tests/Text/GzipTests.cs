using System.IO.Compression;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Text;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Text;

/// <summary>Compressed text: members that are complete after each batch.</summary>
public sealed class GzipTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Name => _folder["a.jsonl.gz"];

    [Fact]
    public async Task Every_answered_batch_can_be_read_while_the_sink_is_open()
    {
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Append = true });
        for (int number = 1; number <= 3; number++)
        {
            _ = await sink.WriteAsync(new PlainRow("a", number));
            Assert.Equal(number, Lines().Length);
        }
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_no_half_member()
    {
        await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Append = true });
        _ = await sink.WriteAsync(new PlainRow("a", 1));
        IRow[] bad = [.. Samples.Batch(0, 5000), new Sample(1) { Written = static () => throw new InvalidOperationException() }];
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => sink.WriteAsync(bad).AsTask());
        _ = await sink.WriteAsync(new PlainRow("a", 2));
        Assert.Equal(["{\"Number\":1}", "{\"Number\":2}"], Lines());
    }

    [Fact]
    public async Task Csv_that_is_added_to_has_one_header_inside_the_gzip()
    {
        string name = _folder["a.csv.gz"];
        for (int number = 1; number <= 2; number++)
        {
            await using TextSink sink = TextSink.Open(new TextSinkOptions { Path = name, Form = TextForm.Csv, Append = true });
            _ = await sink.WriteAsync(new PlainRow("a", number));
        }

        Assert.Equal("Number\r\n1\r\n2\r\n", Unzip(name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task To_half_a_member_nothing_is_added_for_it_could_not_be_read(int left)
    {
        await using (TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name, Append = true }))
        {
            _ = await sink.WriteAsync(Samples.Batch(0, 10));
        }

        byte[] half = File.ReadAllBytes(Name)[..left];
        File.WriteAllBytes(Name, half);
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => TextSink.Open(new TextSinkOptions { Path = Name, Append = true }));
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Equal(half, File.ReadAllBytes(Name));
    }

    [Fact]
    public void To_plain_text_no_gzip_is_added()
    {
        File.WriteAllText(Name, "plain text\n");
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => TextSink.Open(new TextSinkOptions { Path = Name, Append = true }));
        Assert.Contains("not gzip", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Killed_in_the_middle_of_a_batch_it_keeps_every_answered_one()
    {
        using WriterProgram writer = new(Name, 20_000, 500, 2750, "--append");
        writer.ReadTo(int.MaxValue);
        writer.Kill();
        Assert.Equal(2500, writer.Answered);
        using GZipStream gzip = new(File.OpenRead(Name), CompressionMode.Decompress);
        using StreamReader lines = new(gzip);
        for (int line = 0; line < writer.Answered; line++)
        {
            Assert.StartsWith($"{{\"Number\":{line},", lines.ReadLine(), StringComparison.Ordinal);
        }
    }

    [NeedsToolFact("gzip")]
    public async Task Gzip_finds_nothing_wrong()
    {
        await using (TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name }))
        {
            _ = await sink.WriteAsync(Samples.Batch(0, 5000));
            _ = await sink.WriteAsync(Samples.Batch(5000, 1));
            await sink.CompleteAsync();
        }

        Assert.Equal(0, Tool.Run("gzip", "-t", Name).Code);
        Assert.Equal(5001, Tool.Run("gzip", "-dc", Name).Output.AsSpan().Count('\n'));
        Assert.Equal(5001, Lines().Length);
    }

    [NeedsToolFact("gzip")]
    public async Task No_rows_make_a_gzip_file_of_nothing()
    {
        await using (TextSink sink = TextSink.Open(new TextSinkOptions { Path = Name }))
        {
            await sink.CompleteAsync();
        }

        Assert.Equal((0, ""), Tool.Run("gzip", "-dc", Name));
    }

    public void Dispose() => _folder.Dispose();

    private static string Unzip(string name)
    {
        using ByteSource source = LineInput.File(name).Open(); // Ours notices a half member, the framework's does not.
        using MemoryStream all = new();
        byte[] block = new byte[4096];
        for (int read = source.Read(block); read > 0; read = source.Read(block))
        {
            all.Write(block, 0, read);
        }

        return TextBytes.Strict.GetString(all.ToArray());
    }

    private string[] Lines() => Unzip(Name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
