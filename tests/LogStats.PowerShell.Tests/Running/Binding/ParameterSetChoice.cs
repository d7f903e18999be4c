using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>
/// Which parameter set a call means. Simpler than the engine: the default if nothing mandatory is missing from
/// it, otherwise the only set that is complete.
/// </summary>
internal static class ParameterSetChoice
{
    /// <summary>
    /// After the command line. With input to come the choice stays open, but a gap no input can fill is reported.
    /// </summary>
    internal static void Settle(BoundCommand command, bool expectsInput)
    {
        IReadOnlyList<string> open = command.Metadata.OpenSets(command.Mask);
        string[] complete = [.. open.Where(set => MissingIn(command, set, expectsInput).Length == 0)];
        if (!expectsInput)
        {
            string chosen = Choose(command, open, complete)
                ?? throw (open.Count == 1 || command.Metadata.DefaultMask != 0
                ? BindingFault.Missing(MissingIn(command, DefaultOr(command, open), false))
                : BindingFault.AmbiguousSet());
            Latch(command, chosen);
        }
        else if (complete.Length == 0)
        {
            throw BindingFault.Missing(MissingIn(command, DefaultOr(command, open), true));
        }

        command.CommandLineMask = command.Mask;
        command.Narrow(command.Mask);
    }

    /// <summary>After a pipeline object: nothing may be missing any more.</summary>
    internal static void SettleInput(BoundCommand command)
    {
        IReadOnlyList<string> open = command.Metadata.OpenSets(command.Mask);
        string[] complete = [.. open.Where(set => MissingIn(command, set, false).Length == 0)];
        Latch(command, Choose(command, open, complete)
            ?? throw BindingFault.InputMissing(MissingIn(command, DefaultOr(command, open), false)));
    }

    private static string? Choose(BoundCommand command, IReadOnlyList<string> open, string[] complete)
    {
        string preferred = DefaultOr(command, open);
        return complete.Contains(preferred) && (complete.Length == 1 || IsDefault(command, preferred)) ? preferred
            : complete.Length == 1 ? complete[0]
            : complete.Length == 0 ? null
            : throw BindingFault.AmbiguousSet();
    }

    private static void Latch(BoundCommand command, string set) =>
        command.Narrow(command.Metadata.MaskOf(set) is var mask && mask == 0 ? uint.MaxValue : mask);

    private static bool IsDefault(BoundCommand command, string set) =>
        (command.Metadata.MaskOf(set) & command.Metadata.DefaultMask) != 0;

    private static string DefaultOr(BoundCommand command, IReadOnlyList<string> open) =>
        open.FirstOrDefault(set => IsDefault(command, set)) ?? open[0];

    private static string[] MissingIn(BoundCommand command, string set, bool inputMayFill) =>
        [.. command.Metadata.Parameters
            .Where(parameter => !command.IsBound(parameter)
                && parameter.In(set) is { Mandatory: true } declared
                && !(inputMayFill && (declared.ValueFromPipeline || declared.ValueFromPipelineByPropertyName)))
            .Select(parameter => parameter.Name)];
}
