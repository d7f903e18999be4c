using LogStats.Build.Module;

namespace LogStats.Build.Tasks;

/// <summary>
/// Makes what a release offers: the module as a zip, the agent for this machine's kind, and their sums.
/// </summary>
internal sealed class PackTask : IBuildTask
{
    public string Name => "pack";

    public string Summary => "zip the module, publish the agent, write SHA-256 sums";

    public async Task<int> RunAsync(Repository repository, BuildRequest request)
    {
        await new BuildTask().RunAsync(repository, request);
        string zip = Path.Combine(repository.Output, $"LogStats.{repository.Version}.zip");
        ModuleZip.Write(repository.Module, zip);

        if (Directory.Exists(repository.Agent))
        {
            Directory.Delete(repository.Agent, recursive: true);
        }

        await RidPublish.PublishAsync(repository, request, "LogStats.Agent", repository.Agent);
        string sums = Path.Combine(repository.Output, "SHA256SUMS");
        Checksums.Write(sums,
            [zip, .. Directory.GetFiles(repository.Agent, "*", SearchOption.AllDirectories)]);
        Console.WriteLine($"{repository.Relative(zip)}, {repository.Relative(repository.Agent)}/ and "
            + $"{repository.Relative(sums)} are ready");
        return 0;
    }
}
