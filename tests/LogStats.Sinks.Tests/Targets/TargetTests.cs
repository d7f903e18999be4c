using LogStats.Faults;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Targets;

/// <summary>Targets by name.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("a.jsonl", "{\"Number\":7}\n")]
    [InlineData("a.NDJSON", "{\"Number\":7}\n")]
    [InlineData("a.csv", "Number\r\n7\r\n")]
    [InlineData("a.b.txt", "LogStats.Sinks.Tests.Infrastructure.PlainRow\n")]
    [InlineData("what?a=b.log", "LogStats.Sinks.Tests.Infrastructure.PlainRow\n")]
    public async Task A_file_is_written_in_the_form_of_its_ending(string name, string expected)
    {
        await WriteAsync(_folder[name]);
        Assert.Equal(expected, File.ReadAllText(_folder[name]));
    }

    [Theory]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.csv.GZ")]
    public async Task A_file_is_compressed_when_its_name_says_so(string name)
    {
        await WriteAsync(_folder[name]);
        Assert.Equal([0x1f, 0x8b], File.ReadAllBytes(_folder[name])[..2]);
    }

    [Theory]
    [InlineData("sqlite:{0}", "plain")]
    [InlineData("SQLite:{0}?table=my%5Ftable", "my_table")]
    public async Task A_database_is_written(string form, string table)
    {
        await WriteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, _folder["a.db"]));
        Assert.Equal("7", Query.Value(_folder["a.db"], $"SELECT Number FROM {table}"));
    }

    [Fact]
    public async Task A_dash_is_standard_output_and_leaves_it_open()
    {
        using MemoryStream output = new();
        await using (ISink sink = TargetCatalog.Open("-", new TargetOptions { StandardOutput = () => output }))
        {
            _ = await sink.WriteAsync(new PlainRow("plain", 7));
            Assert.Equal("{\"Number\":7}\n"u8.ToArray(), output.ToArray());
        }

        Assert.True(output.CanWrite);
    }

    [Theory]
    [InlineData("stats.xyz")]
    [InlineData("stats")]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("sqlite:a.db?tabel=x")]
    [InlineData("gopher://host/x")]
    public void What_is_no_target_is_told_which_there_are(string text)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open(text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.All(TargetCatalog.Forms, form => Assert.Contains(form, fault.Advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gopher://user:hunter2@host/x")]
    [InlineData("gopher://user:hun@hunter2/ter2@host/x")]
    [InlineData("gopher://user:p?hunter2@host/x")]
    [InlineData("gopher://host/x?token=hunter2")]
    [InlineData("gopher://hunter2@host")]
    [InlineData("gopher://host?from=a@b&token=hunter2")]
    [InlineData("gopher://me:hunter2@host?from=a@b&token=hunter2")]
    [InlineData("gopher://me:1?hunter2@host?from=a@b")]
    public void A_secret_is_in_no_message(string text)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open(text));
        Assert.DoesNotContain("hunter2", $"{fault.Message} {fault.Advice} {fault.Target} {Target.Parse(text)}", StringComparison.Ordinal);
        Assert.Contains("gopher://", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_is_shown_though_settings_hold_addresses()
        => Assert.Equal("smtp://***@mail.example.org:587?***", Target.Parse("smtp://me@mail.example.org:587?from=a@b&to=c@d").Shown);

    [Fact]
    public void A_windows_path_is_a_file() => Assert.Null(Target.Parse(@"C:\logs\a.csv").Scheme);

    [Fact]
    public void A_check_opens_nothing()
    {
        TargetCatalog.Check($"sqlite:{_folder["a.db"]}");
        TargetCatalog.Check(_folder["a.csv"]);
        Assert.Empty(_folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task WriteAsync(string target)
    {
        await using ISink sink = TargetCatalog.Open(target);
        _ = await sink.WriteAsync(new PlainRow("plain", 7));
        await sink.CompleteAsync();
    }
}
