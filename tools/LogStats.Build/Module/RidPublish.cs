using System.Runtime.InteropServices;
using LogStats.Build.Processes;

namespace LogStats.Build.Module;

/// <summary>
/// Publishes a project for this machine's kind. Restoring for one kind of machine changes lock files and
/// obj folders; both are redirected to the scratch folder so that the sources and the next build stay as they were.
/// </summary>
internal static class RidPublish
{
    public static string Rid => RuntimeInformation.RuntimeIdentifier;

    public static async Task PublishAsync(Repository repository, BuildRequest request, string project, string target)
    {
        string artifacts = Path.Combine(repository.Scratch, Rid);
        int exit = await ToolProcess.RunAsync(ToolProcess.Dotnet,
            ["publish", repository.Project("src", project), "-c", request.Configuration, "-r", Rid,
                "--no-self-contained", "-p:PublishReadyToRun=true", "-p:PublishReferencesDocumentationFiles=false",
                "--nologo", "-v", "quiet", "-o", target,
                "--artifacts-path", artifacts, $"-p:NuGetLockFilePath=obj/{Rid}.lock.json"],
            repository.Root);
        if (exit != 0)
        {
            throw new BuildFailedException($"{project} could not be published for {Rid}.");
        }
    }
}
