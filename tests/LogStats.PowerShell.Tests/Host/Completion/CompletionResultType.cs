#nullable disable

namespace System.Management.Automation;

/// <summary>What kind of thing is offered.</summary>
public enum CompletionResultType
{
    Text,
    History,
    Command,
    ProviderItem,
    ProviderContainer,
    Property,
    Method,
    ParameterName,
    ParameterValue,
    Variable,
    Namespace,
    Type,
    Keyword,
    DynamicKeyword,
}
