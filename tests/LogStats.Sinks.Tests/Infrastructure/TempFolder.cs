namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A folder of its own for one test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logstats-sinks-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Join(Path, name);

    /// <summary>The names of all files in it, hidden ones too.</summary>
    public IEnumerable<string> Names => _folder.EnumerateFileSystemInfos().Select(static file => file.Name).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
