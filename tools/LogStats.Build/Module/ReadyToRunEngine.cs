namespace LogStats.Build.Module;

/// <summary>
/// The engine compiled ahead of time for this machine's kind, as bin/rid/&lt;rid&gt;/LogStats.dll beside the portable
/// one. It has the same identity, so a module loads one or the other, never both.
/// </summary>
internal static class ReadyToRunEngine
{
    public static async Task PublishAsync(Repository repository, BuildRequest request, string folder)
    {
        string published = Path.Combine(repository.Scratch, "ready-to-run");
        await RidPublish.PublishAsync(repository, request, "LogStats", published);
        string target = Path.Combine(folder, RidPublish.Rid);
        Directory.CreateDirectory(target);
        File.Copy(Path.Combine(published, "LogStats.dll"), Path.Combine(target, "LogStats.dll"), overwrite: true);
    }
}
