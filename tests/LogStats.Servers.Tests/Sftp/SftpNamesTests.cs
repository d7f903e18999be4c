using System.Runtime.Versioning;
using System.Text;
using LogStats.Sinks.Sftp;
using Xunit;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>Names that mean something to sftp, to a shell or to a terminal are names like any other.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SftpNamesTests : IDisposable
{
    private const string Letters = " \"'\\*?[]}#!$;&|<>~-.,%äß語aZ0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logstats-names-");

    public void Dispose() => _folder.Delete(recursive: true);

    [NeedsSshdFact]
    public async Task Any_name_arrives_as_it_is()
    {
        Random random = new(7);
        HashSet<string> names = ["-rf", "a\\*b", "\\", "\\\\", "*", "?", "[a]", "\"", "\\\"", "~", "#x", " blank ", "a\\", "!ls", "..x", "$(id)", "sftp> # x"];
        while (names.Count < 120)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)]));
            _ = name is "." or ".." ? false : names.Add(name);
        }

        await using SshServer server = await SshServer.StartAsync();
        List<SftpFile> files = [];
        foreach (string name in names)
        {
            string path = Path.Join(_folder.FullName, name);
            await File.WriteAllTextAsync(path, name);
            files.Add(new SftpFile { Path = path, Name = name, Read = stop => WholeRead.Run(path, stop) });
        }

        List<SftpResult> results = [];
        await using (SftpDelivery delivery = new(server.Options, []))
        {
            await delivery.SendAsync(files, result => { lock (results) { results.Add(result); } }, CancellationToken.None);
            await delivery.SendAsync(files, result => { lock (results) { results.Add(result); } }, CancellationToken.None);
        }

        Assert.All(results, static result => Assert.True(result.Fault is null, $"{result.File.Name}: {result.Fault?.Message}"));
        Assert.Equal((names.Count, names.Count), (results.Count(Is(LogSftpOutcome.Sent)), results.Count(Is(LogSftpOutcome.AlreadyThere))));
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.EnumerateFiles(server.Upload).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(name, File.ReadAllText(Path.Join(server.Upload, name), Encoding.UTF8)));
    }

    private static Func<SftpResult, bool> Is(LogSftpOutcome outcome) => result => result.Receipt?.Outcome == outcome;
}
