using LogStats.Archive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Archive;

/// <summary>What an archive holds, and what lies there and is none of its own.</summary>
public sealed class ArchiveScanTests : IDisposable
{
    private const string Name = "log_25112910_00-19_192-0-2-7.log";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_found_by_their_manifests_in_each_state()
    {
        Make(ArchiveState.Waiting, "web1", Name);
        Make(ArchiveState.Waiting, "web2", Name);
        Make(ArchiveState.Sent, "web1", Name, gzip: true);
        Make(ArchiveState.Failed, "web1", Name);

        Assert.Equal(["web1", "web2"], Parts(ArchiveState.Waiting).Select(static part => part.Source));
        ArchivePart sent = Parts(ArchiveState.Sent).Single();
        Assert.Equal((true, Name, _folder.File($"sent/web1/{Name}.gz")), (sent.IsCompressed, sent.Name, sent.Path));
        Assert.Equal(ArchiveState.Failed, Parts(ArchiveState.Failed).Single().State);
    }

    [Fact]
    public void A_manifest_reads_as_it_was_written()
    {
        PartManifest written = Manifest("web1", Name) with { First = new DateTime(2025, 11, 29, 10, 2, 0), Last = null };
        Assert.Equal(written, PartManifest.Read(_folder.Write("m.json", written.Write())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"name\":\"../x.log\"}")]
    [InlineData("{\"name\":\"x.log\",\"source\":\"sent\",\"window\":\"\",\"part\":1,\"lines\":1,\"bytes\":1,\"sha256\":\"\"}")]
    public void What_is_no_manifest_is_left_alone(string text) => Assert.Null(PartManifest.Read(_folder.Write("m.json", text)));

    [Fact]
    public void A_manifest_of_unusual_size_is_left_alone()
        => Assert.Null(PartManifest.Read(_folder.Write("m.json", [.. Manifest("web1", Name).Write(), .. new byte[20_000].Select(static _ => (byte)' ')])));

    [Fact]
    public void A_manifest_of_another_file_or_source_or_without_its_file_names_nothing()
    {
        Write("web1", Name, Manifest("web2", Name));
        Write("web3", Name, Manifest("web3", "log_1_a.log"));
        _ = Directory.CreateDirectory(_folder.File("web4"));
        File.WriteAllBytes(_folder.File($"web4/{Name}.json"), Manifest("web4", Name).Write());
        Assert.Empty(Parts(ArchiveState.Waiting));
    }

    [Fact]
    public void Links_are_not_followed()
    {
        Make(ArchiveState.Waiting, "web1", Name);
        string outside = _folder.File("outside");
        Directory.Move(_folder.File("web1"), outside);
        _ = Directory.CreateSymbolicLink(_folder.File("web1"), outside);
        _ = Directory.CreateSymbolicLink(_folder.File("sent"), _folder.Path);
        _ = Directory.CreateDirectory(_folder.File("web2"));
        File.WriteAllBytes(_folder.File($"web2/{Name}.json"), Manifest("web2", Name).Write());
        _ = File.CreateSymbolicLink(_folder.File($"web2/{Name}"), Path.Join(outside, Name));

        Assert.Empty(Parts(ArchiveState.Waiting));
        Assert.Empty(Parts(ArchiveState.Sent));
    }

    [Theory]
    [InlineData("web1", true)]
    [InlineData("sent", false)]
    [InlineData("Failed", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    public void Folders_of_the_archive_are_no_sources(string name, bool isSource) => Assert.Equal(isSource, ArchiveLayout.IsSource(name));

    [Fact]
    public void An_archive_that_is_not_there_holds_nothing() => Assert.Empty(ArchiveScan.Parts(_folder.File("none"), ArchiveState.Sent));

    private static PartManifest Manifest(string source, string name)
        => new() { Name = name, Source = source, Window = "25112910_00-19", Lines = 2, Bytes = 4, Sha256 = new string('a', 64) };

    private ArchivePart[] Parts(ArchiveState state) => [.. ArchiveScan.Parts(_folder.Path, state)];

    private void Make(ArchiveState state, string source, string name, bool gzip = false)
        => Write(Path.GetRelativePath(_folder.Path, Path.GetDirectoryName(ArchiveLayout.PathOf(_folder.Path, state, source, name))!), name, Manifest(source, name), gzip);

    private void Write(string folder, string name, PartManifest manifest, bool gzip = false)
    {
        _ = Directory.CreateDirectory(_folder.File(folder));
        File.WriteAllText(_folder.File($"{folder}/{name}{(gzip ? ".gz" : "")}"), "a\nb\n");
        File.WriteAllBytes(_folder.File($"{folder}/{name}.json"), manifest.Write());
    }
}
