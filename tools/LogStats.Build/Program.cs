using System.Text;
using LogStats.Build;
using LogStats.Build.Tasks;

Console.OutputEncoding = Encoding.UTF8;
try
{
    BuildRequest request = BuildRequest.Parse(args);
    return await TaskList.Find(request.Task).RunAsync(Repository.Find(AppContext.BaseDirectory), request);
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine();
    Console.Error.WriteLine(TaskList.Usage);
    return 2;
}
catch (Exception e) when (e is BuildFailedException or IOException or UnauthorizedAccessException)
{
    // A file in use, such as the module loaded in an open PowerShell on Windows, is no fault of the tool.
    Console.Error.WriteLine(e.Message);
    return 1;
}
